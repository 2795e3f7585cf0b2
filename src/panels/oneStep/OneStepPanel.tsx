import { oneStepPath } from '../../state/oneStep';
import { fewAndMany } from '../../state/fewAndMany';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInputs, useSession } from '../session';
import { networksAbsence } from '../words';
import { useLoaded } from '../useLoaded';
import { useNetworks } from '../useNetworks';
import { useNoiseLevel } from '../useNoiseLevel';
import { OneStepFigure, type OneStepFigureProps } from './OneStepFigure';
import { OneStepMethod } from './OneStepMethod';
import { oneStepTables } from './tables';
import { oneStepFinding } from './compute';

/** One step from a noisy image and from noise alone, of a network that remembers and of one that generalises. */
export function OneStepPanel() {
  const { results } = useSession();
  const { dataset } = useInputs();
  const networks = useNetworks();
  const loaded = useLoaded('oneStep', results.oneStep);
  return (
    <div className="figure-place is-short">
      {loaded.value && networks.value ? (
        <Whole networks={fewAndMany(networks.value, dataset)} {...loaded.value} />
      ) : (
        <FigurePlace title="One step" problem={networks.message === undefined ? loaded : networks} />
      )}
    </div>
  );
}

function Whole({ networks, measures, pictures }: OneStepFigureProps) {
  const { dataset, seed } = useInputs();
  const [sigma] = useNoiseLevel(measures.sigmas);
  return (
    <PanelFigure
      id="oneStep"
      title={oneStepFinding(dataset, measures, { seed, sigma })}
      caption={
        <>
          The second input has no image in it at all. What does each denoiser see there? Move the noise level: where do
          network and Gaussian part, with few images and with many? Draw another noise with the die of the lab bar
          above; it comes with another image.
        </>
      }
      method={<OneStepMethod measures={measures} />}
      tables={() => oneStepTables(dataset, measures)}
      sources={publishedAll([oneStepPath, measures])}
    >
      {networks.length > 0 ? (
        <OneStepFigure networks={networks} measures={measures} pictures={pictures} />
      ) : (
        <p className="figure-problem">{networksAbsence(dataset)}</p>
      )}
    </PanelFigure>
  );
}
