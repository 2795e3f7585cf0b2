import type { SplitName } from '../../data/manifest';
import { paperSigmas } from '../../denoisers/linearCatalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { levelsOf, ratioWords, teacherName, teachers, type WhichMapMeasures } from './compute';

/** Differences, and the standard error of the maps, at each noise level. */
export function WhichMapTable({
  measures,
  inputs,
}: {
  readonly measures: WhichMapMeasures;
  readonly inputs: SplitName;
}) {
  return (
    <div className="table-scroll">
      <table>
        <caption>
          |W_L − W_G| / |W_G| on {inputs === 'heldOut' ? 'held-out' : 'training'} images, and in brackets the standard
          error of W_L over |W_G|
        </caption>
        <thead>
          <tr>
            <th scope="col">σ</th>
            {teachers.map((one) => (
              <th key={teacherName(one)} scope="col">
                {teacherName(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {paperSigmas.map((sigma) => (
            <tr key={sigma}>
              <th scope="row">{formatSigma(sigma)}</th>
              {teachers.map((one) => {
                const level = levelsOf(measures, one, inputs).find((each) => each.sigma === sigma);
                return (
                  <td key={teacherName(one)}>
                    {level ? `${ratioWords(level.difference)} (${ratioWords(level.standardError)})` : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
