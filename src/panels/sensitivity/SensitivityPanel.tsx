import { fewAndMany } from '../../state/fewAndMany';
import type { NetworkInfo } from '../../state/networks';
import { oneStepImageJob } from '../../state/oneStep';
import {
  sensitivityPath,
  publishedSensitivity,
  sensitivityJob,
  type SensitivityMeasures,
  sensitivityOf,
  type Sensitivity,
} from '../../state/sensitivity';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { LiveMeasure } from '../LiveMeasure';
import { NoiseLevelSlider } from '../NoiseLevelSlider';
import { useInputs, useSession } from '../session';
import { useLive } from '../useLive';
import { networksAbsence } from '../words';
import { useLoaded } from '../useLoaded';
import { useNetworks } from '../useNetworks';
import { useNoiseLevel } from '../useNoiseLevel';
import { sensitivityFinding } from './compute';
import { SensitivityMethod } from './SensitivityMethod';
import { SensitivitySetView } from './SensitivitySetView';
import { sensitivityTables } from './tables';
import './sensitivity.css';

/** The directions along which a network answers most to a change of its input: of few images, and of many. */
export function SensitivityPanel() {
  const { results } = useSession();
  const { dataset } = useInputs();
  const networks = useNetworks();
  const loaded = useLoaded('sensitivity', results.sensitivity);
  return (
    <div className="figure-place is-short">
      {loaded.value && networks.value ? (
        <Whole networks={fewAndMany(networks.value, dataset)} {...loaded.value} />
      ) : (
        <FigurePlace title="What does it answer to?" problem={networks.message === undefined ? loaded : networks} />
      )}
    </div>
  );
}

interface WholeProps {
  readonly networks: readonly NetworkInfo[];
  readonly measures: SensitivityMeasures;
  readonly pictures: Uint8Array;
}

function Whole({ networks, measures, pictures }: WholeProps) {
  const { dataset, seed } = useInputs();
  const { sigmas } = measures;
  const [sigma, choose] = useNoiseLevel(sigmas);
  const level = sigmas.indexOf(sigma);
  const live = useLive(`${networks.map(({ id }) => id).join()} ${sigma} ${seed}`, async (run) => {
    const { images: image } = await run(oneStepImageJob(dataset, seed));
    const found: Sensitivity[] = [];
    for (const network of networks)
      found.push(sensitivityOf(await run(sensitivityJob(network, { image, sigma, seed }))));
    return found;
  });
  const shown = networks.map(({ id, subset }, i) => {
    const set = seed === measures.seed ? measures.sets.findIndex((each) => each.id === id) : -1;
    const published = set >= 0 ? publishedSensitivity(measures, pictures, { set, level }) : undefined;
    return { images: subset.count, sensitivity: live.result?.[i] ?? published };
  });
  return (
    <PanelFigure
      id="sensitivity"
      title={sensitivityFinding(dataset, sigma, shown)}
      caption={
        <>
          Where there is much noise, the directions are whole shapes, and moving along them turns one piece into
          another. Where there is less, they are parts and outlines of the image that is already there; where there is
          hardly any, moving by half the noise changes nothing that can be seen. Do the directions of few images look
          like those of many?
        </>
      }
      method={<SensitivityMethod measures={measures} />}
      tables={() => sensitivityTables(dataset, measures)}
      sources={publishedAll([sensitivityPath, measures])}
    >
      {networks.length > 0 ? (
        <>
          <div className="chart-bar">
            <NoiseLevelSlider sigmas={sigmas} value={sigma} onChange={choose} />
          </div>
          <div className="sensitivity">
            {shown.map((each) => (
              <SensitivitySetView key={each.images} {...each} dataset={dataset} />
            ))}
          </div>
          <LiveMeasure
            words="The Jacobians of both networks at this noise level, by moving each of the pixels in turn."
            live={live}
          />
        </>
      ) : (
        <p className="figure-problem">{networksAbsence(dataset)}</p>
      )}
    </PanelFigure>
  );
}
