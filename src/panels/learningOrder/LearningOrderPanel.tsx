import { useState } from 'react';
import { firstImages } from '../../data/subset';
import { karrasSigmas } from '../../diffusion/schedule';
import type { DatasetSpectrum } from '../../state/datasetSpectrum';
import type { LearningLook } from '../../training/learnLinear';
import { Segmented } from '../../ui/Segmented';
import { StopSlider } from '../../ui/StopSlider';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { liveSource, spectrumSource } from '../sources';
import { LiveMeasure } from '../LiveMeasure';
import { NoiseLevelSlider } from '../NoiseLevelSlider';
import { useInputs, useSession } from '../session';
import { useLive } from '../useLive';
import { useLoaded } from '../useLoaded';
import { useNoiseLevel } from '../useNoiseLevel';
import { formatCount } from '../words';
import { descentOf, learningFinding, liveLooks, looks } from './compute';
import { LearnedModes } from './LearnedModes';
import { LearningCharts } from './LearningCharts';
import { LearningMethod } from './LearningMethod';
import { learningTables } from './tables';

const sigmas = karrasSigmas({ steps: 10 }).slice(0, -1);
const rateOptions = (['0.1', '0.25', '0.5'] as const).map((id) => ({ id, label: id }));
const startOptions = [
  { id: 'zero', label: 'from zero', hint: 'W = 0: the answer is the mean image' },
  { id: 'edm', label: 'from c_skip', hint: 'W = c_skip, where the preconditioning of a network begins' },
] as const;
/** Of the batches of live descent. */
const batchSizes = [64, 256];

/** Gradient descent of a linear denoiser, mode by mode: the closed form, and descent on noisy images beside it. */
export function LearningOrderPanel() {
  const { loadSpectrum } = useSession();
  const { dataset } = useInputs();
  const loaded = useLoaded(dataset, () => loadSpectrum(dataset));
  return (
    <div className="figure-place is-tall">
      {loaded.value ? (
        <Whole key={dataset} measured={loaded.value} />
      ) : (
        <FigurePlace title="What does a linear denoiser learn first?" problem={loaded} />
      )}
    </div>
  );
}

function Whole({ measured }: { readonly measured: DatasetSpectrum }) {
  const { change } = useSession();
  const { descentRate, descentStart, descentStep, seed } = useInputs();
  const [sigma, choose] = useNoiseLevel(sigmas);
  const [batchSize, setBatchSize] = useState(batchSizes[0]!);
  const [here, setHere] = useState<{ readonly key: string; readonly looks: readonly LearningLook[] }>();
  const { dataset, count, eigenvalues } = measured;
  const descent = descentOf(dataset, eigenvalues, { sigma, rate: Number(descentRate), from: descentStart });
  const step = looks.reduce((best, each) =>
    Math.abs(each - descentStep) < Math.abs(best - descentStep) ? each : best,
  );
  const key = `${dataset} ${sigma} ${descentRate} ${descentStart} ${batchSize} ${seed}`;
  const live = useLive(key, async (run) => {
    const seen: LearningLook[] = [];
    const { elapsedMs } = await run(
      {
        kind: 'learnLinear',
        dataset,
        subset: firstImages(count),
        sigma,
        learningRate: descent.eta,
        start: descent.start,
        looks: liveLooks,
        batchSize,
        seed,
      },
      {
        onFrame: (look) => {
          seen.push(look);
          setHere({ key, looks: [...seen] });
        },
      },
    );
    return elapsedMs;
  });
  const shown = here?.key === key ? here.looks : [];
  return (
    <PanelFigure
      id="learningOrder"
      title={learningFinding(dataset, descent, step)}
      caption={
        <>
          Move the steps and see the modes fill in, the strongest first. Then raise the noise: when <var>σ</var>² is
          larger than the variance of every direction, all are learned at the same rate, because what is learned is how
          little to trust the input. Run descent on noisy images: does it keep to its closed form? Smaller batches stray
          further.
        </>
      }
      method={<LearningMethod measured={measured} descent={descent} seed={seed} elapsedMs={live.result} />}
      tables={() => learningTables(descent, shown, step)}
      python={async (head) => (await import('./python')).learningScript(head, dataset, descent, step)}
      sources={[spectrumSource(measured), ...(live.ran ? [liveSource('Descent on noisy images', live.ran, seed)] : [])]}
    >
      <div className="chart-bar">
        <NoiseLevelSlider sigmas={sigmas} value={sigma} onChange={choose} />
        <Segmented
          legend="Rate, share of the largest"
          options={rateOptions}
          value={descentRate}
          onChange={(rate) => change({ descentRate: rate })}
        />
        <Segmented
          legend="Start"
          options={startOptions}
          value={descentStart}
          onChange={(start) => change({ descentStart: start })}
        />
      </div>
      <div className="chart-bar is-second">
        <StopSlider
          label="Steps of gradient descent"
          stops={looks.map((value) => ({ value, label: formatCount(value), isMarked: false }))}
          value={step}
          words={formatCount(step)}
          ends={['start', 'late']}
          onChange={(next) => change({ descentStep: next })}
        />
      </div>
      <LearnedModes measured={measured} descent={descent} step={step} />
      <LearningCharts descent={descent} step={step} here={shown} onStep={(next) => change({ descentStep: next })} />
      <LiveMeasure
        words={`Gradient descent on noisy images, ${liveLooks.at(-1)} steps: each draws a batch of the ${formatCount(count)} images and fresh noise.`}
        live={live}
        counts={batchSizes}
        count={batchSize}
        unit="Batch"
        onCount={setBatchSize}
      >
        {live.result !== undefined && <p>Hollow dots are from your machine.</p>}
      </LiveMeasure>
    </PanelFigure>
  );
}
