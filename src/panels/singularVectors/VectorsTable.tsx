import { formatSigma } from '../../draw/sigmaAxis';
import { formatCount } from '../words';
import { differenceAt, meanOfPairs, type VectorMeasures } from './compute';

/** The mean cosine of the first pairs, and the difference of the maps. */
export function VectorsTable({ measures }: { readonly measures: VectorMeasures }) {
  const { networks } = measures.vectors;
  return (
    <div className="table-scroll">
      <table>
        <caption>Mean cosine of the first ten pairs, and |W_L − W_G| / |W_G|</caption>
        <thead>
          <tr>
            <th scope="col">σ</th>
            {networks.map(({ images }) => (
              <th key={images} scope="col" colSpan={2}>
                N = {formatCount(images)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {networks[0]?.levels.map(({ sigma }, i) => (
            <tr key={sigma}>
              <th scope="row">{formatSigma(sigma)}</th>
              {networks.flatMap((network) => {
                const level = network.levels[i]!;
                return [
                  <td key={`${network.images} cosine`}>{meanOfPairs(level).toFixed(2)}</td>,
                  <td key={`${network.images} difference`}>
                    {differenceAt(measures, network, level)?.toFixed(2) ?? '–'}
                  </td>,
                ];
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
