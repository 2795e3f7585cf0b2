import type { DatasetId } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog, candidateIds } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { type LocalMeasure, type LocalMeasures } from '../../state/localMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import { makeTable, type TableData } from '../../ui/tableData';
import { candidatesOf } from './compute';

/** Of every network of a dataset: its samples against those of the candidates, and the distances and errors at each noise level. */
export function formTables(dataset: DatasetId, networks: readonly ZooNetwork[], measures: LocalMeasures): TableData[] {
  const own = networks
    .filter((network) => network.dataset === dataset)
    .flatMap((network) => {
      const measure = measures.networks.find(
        ({ id, sha256 }) => id === network.id && sha256 === network.measure.sha256,
      );
      return measure ? [{ network, measure }] : [];
    });
  const agreements = own.flatMap(({ network, measure }) =>
    candidatesOf(measure).map((id) => ({ network, id, ...measure.agreement[id]!, measure })),
  );
  const levels = own.flatMap(({ network, measure }) =>
    measures.sigmas.map((sigma, level) => ({ network, measure, sigma, level })),
  );
  const named = (network: ZooNetwork) => network.id;
  const spread = (of: 'raw' | 'centered', group: string) =>
    (['median', 'lower', 'upper', 'mean', 'standardError'] as const).map((name) => ({
      group,
      name: { median: 'median', lower: 'quartile 1', upper: 'quartile 3', mean: 'mean', standardError: 'SE' }[name],
      of: ({ r2 }: (typeof agreements)[number]) => r2[of][name],
    }));
  const atLevel = (id: DenoiserId, quantity: 'rmseToNetwork' | 'error', name: string) => ({
    group: denoiserCatalog[id].label,
    name,
    of: ({ measure, level }: (typeof levels)[number]) =>
      quantity === 'error' ? measure.error[id]?.[level]?.mean : rmseOf(measure, id, level),
  });
  return [
    makeTable(
      { name: 'samples', caption: 'Samples from the same noises: squared correlation with the network’s, and RMSE' },
      agreements,
      [
        { name: 'Network', of: ({ network }) => named(network) },
        { name: 'Candidate', of: ({ id }) => denoiserCatalog[id].label },
        { name: 'Best by r²', of: ({ measure, id }) => (measure.mostAlike.raw.id === id ? 'yes' : '') },
        ...spread('raw', 'r², raw'),
        ...spread('centered', 'r², mean subtracted'),
        { group: 'RMSE', name: 'median', unit: 'pixels in [-1, 1]', of: ({ rmse }) => rmse.median },
        { group: 'RMSE', name: 'mean', unit: 'pixels in [-1, 1]', of: ({ rmse }) => rmse.mean },
        { group: 'RMSE', name: 'SE', unit: 'pixels in [-1, 1]', of: ({ rmse }) => rmse.standardError },
      ],
    ),
    makeTable(
      {
        name: 'levels',
        caption:
          'Answers at each noise level: RMSE to the network, squared error to the clean image, with standard errors (SE)',
      },
      levels,
      [
        { name: 'Network', of: ({ network }) => named(network) },
        { name: 'σ', format: formatSigma, of: ({ sigma }) => sigma },
        { name: 'Nearest', of: ({ measure, level }) => denoiserCatalog[measure.nearest[level]!.id].label },
        { name: 'P', unit: 'pixels', of: ({ measure, level }) => measure.patchSizes[level] },
        ...candidateIds.flatMap((id) => [
          atLevel(id, 'rmseToNetwork', 'RMSE'),
          {
            group: denoiserCatalog[id].label,
            name: 'SE',
            of: ({ measure, level }: (typeof levels)[number]) => measure.rmseToNetwork[id]?.[level]?.standardError,
          },
          atLevel(id, 'error', 'error'),
        ]),
        atLevel('network', 'error', 'error'),
      ],
    ),
  ];
}

const rmseOf = ({ rmseToNetwork }: LocalMeasure, id: DenoiserId, level: number) =>
  id === 'network' ? undefined : rmseToNetwork[id]?.[level]?.mean;
