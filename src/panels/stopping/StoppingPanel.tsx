import type { Inputs } from '../../state/inputs';
import { isOwnId } from '../../data/catalog';
import { linearFitsPath, momentsOf } from '../../state/linearFits';
import type { MomentSource } from '../../theory/stopping';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { RangeField } from '../../ui/RangeField';
import { Segmented } from '../../ui/Segmented';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll, theorySource } from '../sources';
import { FigureProblem, firstProblem } from '../FigureProblem';
import { useInputs, useSession } from '../session';
import { TheoryBar } from '../TheoryBar';
import { useLoaded } from '../useLoaded';
import { useOwnFit } from '../useOwnFit';
import { useTheory } from '../useTheory';
import { useTheorySpectrum } from '../useTheorySpectrum';
import { useTimeStep } from '../useTimeStep';
import { formatCount } from '../words';
import { exponents, fitNear, ratioCurves, ratioStops, stoppingFinding, timesShown, trainingTimes } from './compute';
import { StoppingCharts } from './StoppingCharts';
import { StoppingMethod } from './StoppingMethod';
import { stoppingTables } from './tables';

const question = 'When is it best to stop training?';
const [draws, seed, powerDim] = [5, 3, 100];

/** Test loss of a linear model over its training time, and the best time to stop. */
export function StoppingPanel() {
  const spectrum = useTheorySpectrum();
  return (
    <div className="figure-place is-tall">
      {spectrum.value ? <Whole spectrum={spectrum.value} /> : <FigurePlace title={question} problem={spectrum} />}
    </div>
  );
}

const losses: readonly { readonly id: Inputs['lossOf']; readonly label: string; readonly hint: string }[] = [
  { id: 'noise', label: 'noise', hint: 'A model that predicts the noise, scored on the noise' },
  { id: 'imageFromNoise', label: 'image, by noise', hint: 'The same model, scored on the image: s times the loss' },
  { id: 'image', label: 'image', hint: 'A model that predicts the image, scored on the image' },
];

function Whole({ spectrum }: { readonly spectrum: TheorySpectrum }) {
  const { change, results } = useSession();
  const { ridge, ratio, lossOf, times } = useInputs();
  const step = useTimeStep();
  const { dataset, published, dim, eigenvalues } = spectrum;
  const file = useLoaded(published, () => results.linearFits(published!));
  const isOwn = isOwnId(dataset);
  const ownFit = useOwnFit(spectrum);
  const fit = isOwn ? ownFit.value : file.value && fitNear(file.value, ratio);
  const isWaiting = (published !== undefined || isOwn) && !fit;
  const images = fit?.images ?? Math.round(ratio * dim);
  const steps = timesShown(step.t).map((t) => ({ t, ...step.stepAt(t) }));
  const predicts = lossOf === 'image' ? 'image' : 'noise';
  const key = `${spectrum.key} ${images} ${ridge} ${predicts} ${step.key} ${step.t}`;
  const sourceOf = (): MomentSource =>
    fit ? { kind: 'fitted', fits: [momentsOf(fit, dim)] } : { kind: 'drawn', eigenvalues, images, draws, seed };
  const curves = useTheory('stopping', {
    key: isWaiting ? undefined : key,
    input: () => ({
      source: sourceOf(),
      alphaBars: steps.map(({ alphaBar }) => alphaBar),
      ridge,
      predicts,
      times: trainingTimes,
    }),
    delayMs: 100,
  });
  const meanKey = times === 'all' ? `${key} ${lossOf}` : undefined;
  const mean = useTheory('meanStopping', {
    key: isWaiting ? undefined : meanKey,
    input: () => ({
      ...{ source: sourceOf(), levels: step.levels, ridge, predicts, times: trainingTimes },
      isImageByNoise: lossOf === 'imageFromNoise',
    }),
    delayMs: 100,
  });
  const stops = useTheory('bestStops', {
    key: `${ridge} ${step.alphaBar}`,
    input: () => ({ exponents, ratios: ratioCurves, dim: powerDim, draws, seed, alphaBar: step.alphaBar, ridge }),
    delayMs: 250,
  });
  const problem = firstProblem(file, ownFit, curves, mean, stops);
  const shown = curves?.frames ?? [];
  const looked = shown.find(({ alphaBar }) => alphaBar === step.alphaBar);
  const overAll = mean?.key === meanKey ? mean?.frames[0] : undefined;
  const told = times === 'all' ? overAll : curves?.key === key ? looked : undefined;
  const place = Math.max(
    0,
    ratioStops.findLastIndex((each) => each <= ratio),
  );
  return (
    <PanelFigure
      id="stopping"
      title={
        told
          ? stoppingFinding(spectrum, told, { images, words: times === 'all' ? step.words : `at t = ${step.t}` })
          : question
      }
      caption={
        <>
          Gradient descent learns the large variances first, and the small ones, which are mostly accidents of the
          sample, last: stopped in time, it never learns them. Take fewer images, or less noise: the bump grows. Raise
          the ridge: it goes. A steep spectrum has little variance left in the directions that the sample misses, so
          that it can be trained longer. Averaged over all <var>t</var>, each with its own map and one clock, the few
          levels of little noise make the mean worse long after the others have ended. Scored on the image, little noise
          counts for little, and the bump with it.
        </>
      }
      method={<StoppingMethod draws={draws} seed={seed} fits={file.value} />}
      tables={() => stoppingTables({ steps, curves: shown, overAll, lossOf, stops: stops?.frames ?? [] })}
      python={
        dataset && file.value && looked && curves?.key === key
          ? async (head) =>
              (await import('./python')).stoppingScript(head, {
                ...{ dataset, images, ridge, predicts, curve: looked },
                heldOutCount: file.value.heldOutCount,
              })
          : undefined
      }
      sources={[
        ...(published ? publishedAll([linearFitsPath(published), file.value]) : []),
        theorySource('Losses over time', curves, published ? undefined : seed),
        theorySource('Best times of power laws', stops, seed),
      ]}
    >
      <TheoryBar hasRidge hasTime hasAllTimes />
      <div className="chart-bar is-second theory-bar">
        <RangeField
          label="N / d"
          value={place}
          least={0}
          most={ratioStops.length - 1}
          words={`${ratio}${fit ? `, fitted: N = ${formatCount(images)}` : ''}`}
          onChange={(index) => change({ ratio: ratioStops[index]! })}
        />
        <Segmented legend="Loss of" options={losses} value={lossOf} onChange={(chosen) => change({ lossOf: chosen })} />
      </div>
      <StoppingCharts
        steps={steps}
        curves={shown}
        overAll={overAll}
        looked={step.t}
        lossOf={lossOf}
        stops={stops?.frames ?? []}
        exponent={dataset ? undefined : spectrum.exponent}
      />
      <FigureProblem {...problem} />
    </PanelFigure>
  );
}
