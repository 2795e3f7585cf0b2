import { fewAndMany } from '../../state/fewAndMany';
import type { NetworkInfo } from '../../state/networks';
import {
  sampleRowsPath,
  type SampleRowsMeasures,
  sampleRowsJob,
  sampleRowsOf,
  samplesOf,
} from '../../state/sampleRows';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInputs, useSession } from '../session';
import { useLive } from '../useLive';
import { networksAbsence } from '../words';
import { useLoaded } from '../useLoaded';
import { useNetworks } from '../useNetworks';
import { rowDistances, sampleRowsFinding } from './compute';
import { SampleRowsLive } from './SampleRowsLive';
import { SampleRowsMethod } from './SampleRowsMethod';
import { SampleRowsSet, type Shown } from './SampleRowsSet';
import { sampleRowsTables } from './tables';
import './sampleRows.css';

/** All denoisers from the same noises: of few images, and of many. */
export function SampleRowsPanel() {
  const { results } = useSession();
  const { dataset } = useInputs();
  const networks = useNetworks();
  const loaded = useLoaded('sampleRows', results.sampleRows);
  return (
    <div className="figure-place is-short">
      {loaded.value && networks.value ? (
        <Whole networks={fewAndMany(networks.value, dataset)} {...loaded.value} />
      ) : (
        <FigurePlace
          title="Which denoiser draws the network’s images?"
          problem={networks.message === undefined ? loaded : networks}
        />
      )}
    </div>
  );
}

interface WholeProps {
  readonly networks: readonly NetworkInfo[];
  readonly measures: SampleRowsMeasures;
  readonly pictures: Uint8Array;
}

function Whole({ networks, measures, pictures }: WholeProps) {
  const { dataset, seed } = useInputs();
  const sets = [useShown(networks[0], measures, pictures), useShown(networks.at(-1), measures, pictures)];
  const shown = sets.flatMap((set) => (set ? [set] : []));
  const distances = shown.map(({ images, rows }) => ({ images, distances: rowDistances(rows, measures.count) }));
  return (
    <PanelFigure
      id="sampleRows"
      title={sampleRowsFinding(dataset, distances)}
      caption={
        <>
          Each column is one noise, drawn by every denoiser in ten steps of Euler’s method, as in the figures of Li, Dai
          and Qu. With few images, whose samples are sharp, and why? With many, what do network, linear and Gaussian
          share, and what does only the network have? The die of the lab bar above draws other noises.
        </>
      }
      method={<SampleRowsMethod measures={measures} />}
      tables={() => sampleRowsTables(distances)}
      sources={publishedAll([sampleRowsPath, measures])}
    >
      {shown.length > 0 ? (
        <>
          <div className="sample-rows">
            {shown.map((set) => (
              <SampleRowsSet key={set.images} {...set} dataset={dataset} count={measures.count} />
            ))}
          </div>
          {seed === measures.seed && <SampleRowsLive networks={networks} measures={measures} published={distances} />}
        </>
      ) : (
        <p className="figure-problem">{networksAbsence(dataset)}</p>
      )}
    </PanelFigure>
  );
}

/** The published pictures of a network, or those of other noises, drawn here. */
function useShown(
  network: NetworkInfo | undefined,
  measures: SampleRowsMeasures,
  pictures: Uint8Array,
): Shown | undefined {
  const { seed } = useInputs();
  const set = seed === measures.seed ? measures.sets.find(({ id }) => id === network?.id) : undefined;
  const live = useLive(
    `${network?.id ?? ''} ${seed}`,
    (run) => run(sampleRowsJob(network!, { count: measures.count, seed })),
    { isAsked: network !== undefined && !set },
  );
  if (!network) return undefined;
  const images = network.subset.count;
  if (set) return { images, rows: sampleRowsOf(measures, pictures, set), refused: {} };
  const rows = live.result ? samplesOf(live.result) : {};
  return { images, rows, refused: live.result?.refused ?? {}, progress: live.progress, problem: live.message };
}
