import { linearFitsPath } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { ChartKey } from '../ChartKey';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll, theorySource } from '../sources';
import { FigureProblem, firstProblem } from '../FigureProblem';
import { useInputs, useSession } from '../session';
import { TheoryBar } from '../TheoryBar';
import { drawnCounts, theoryCounts } from '../theoryAxis';
import { useLoaded } from '../useLoaded';
import { useTheory } from '../useTheory';
import { useTheorySpectrum } from '../useTheorySpectrum';
import { useSettledInput } from '../useSettledInput';
import {
  curveRidges,
  divergenceFinding,
  drawnDivergences,
  fittedDivergences,
  measuredRidges,
  threeCounts,
} from './compute';
import { DivergenceCharts } from './DivergenceCharts';
import { DivergenceMethod } from './DivergenceMethod';
import { DivergenceReadout } from './DivergenceReadout';
import { divergenceTables } from './tables';

const question = 'How far is what a linear model draws from the truth?';
const [draws, seed] = [10, 1];

/** KL of the sampler's law from the true one, against N and against the ridge. */
export function DivergencePanel() {
  const spectrum = useTheorySpectrum();
  return (
    <div className="figure-place is-tall">
      {spectrum.value ? <Whole spectrum={spectrum.value} /> : <FigurePlace title={question} problem={spectrum} />}
    </div>
  );
}

function Whole({ spectrum }: { readonly spectrum: TheorySpectrum }) {
  const { ridge } = useInputs();
  const { results } = useSession();
  const [readAt, setReadAt] = useSettledInput('readAt');
  const shown = readAt || undefined;
  const { dataset, published, kept: eigenvalues, key } = spectrum;
  const dim = eigenvalues.length;
  const overCounts = useTheory('divergence', {
    key: `${key} ${ridge}`,
    input: () => ({ eigenvalues, counts: ascending([...theoryCounts(spectrum), dim]), ridges: [ridge] }),
  });
  const drawn = useTheory('simulatedDivergence', {
    key: dataset ? undefined : key,
    input: () => ({ eigenvalues, counts: drawnCounts(spectrum), draws, seed, ridges: measuredRidges }),
    delayMs: 250,
  });
  const fits = useLoaded(published, () => results.linearFits(published!));
  const points = dataset
    ? fits.value
      ? fittedDivergences(fits.value)
      : []
    : drawnDivergences(drawn?.key === key ? drawn.frames : []);
  const measuredCounts = dataset ? points.map(({ images }) => images) : drawnCounts(spectrum);
  const three = threeCounts(measuredCounts.length > 0 ? measuredCounts : theoryCounts(spectrum), dim);
  const best = useTheory('bestRidge', {
    key: `${key} ${three.join()}`,
    input: () => ({ eigenvalues, counts: ascending([...theoryCounts(spectrum), ...three, dim]) }),
  });
  const overRidges = useTheory('divergence', {
    key: `${key} ${three.join()}`,
    input: () => ({ eigenvalues, counts: three, ridges: curveRidges }),
  });
  const problem = firstProblem(overCounts, best, overRidges, drawn, fits);
  if (!overCounts?.result || !best?.result) return <FigurePlace title={question} problem={problem} />;
  const { counts, eigenvalues: ofTheory } = overCounts.input;
  const bestAt = best.input.counts.map((images, i) => ({ images, ...best.result![i]! }));
  const at = counts.indexOf(ofTheory.length);
  const bestAtDim = bestAt.find(({ images }) => images === ofTheory.length);
  const theory = { counts, values: overCounts.result.byRidge[0]!, floor: overCounts.result.floors[0]! };
  const ridgesAt = overRidges?.result && { ...overRidges.result, counts: overRidges.input.counts };
  const ridgeOfTheory = overCounts.input.ridges[0]!;
  return (
    <PanelFigure
      id="divergence"
      title={
        bestAtDim
          ? divergenceFinding(spectrum, { ridge: ridgeOfTheory, atDim: theory.values[at]!, best: bestAtDim })
          : question
      }
      caption={
        <>
          Set the ridge to 0: the divergence is infinite up to <var>N</var> = <var>d</var>, and beyond it the same for
          every spectrum, about <var>d</var>/(4<var>N</var>) for many images. A ridge keeps it finite and helps where
          images are few; where they are many it holds the divergence up, the more so the steeper the spectrum, because
          it adds variance where the truth has none.{' '}
          {dataset
            ? 'The truth behind the dots is the Gaussian of all training images, which the first N are part of: towards the right end the dots fall below the theory, and with as many as there are the divergence would be 0. Where they lie above it, images are not Gaussian.'
            : ''}
        </>
      }
      method={<DivergenceMethod draws={draws} seed={seed} spectrum={spectrum} fits={fits.value} />}
      python={
        overCounts.key === `${key} ${ridge}` && bestAtDim
          ? async (head) =>
              (await import('./python')).divergenceScript(head, { spectrum, theory, ridge, best: bestAtDim })
          : undefined
      }
      tables={() => divergenceTables({ theory, best: bestAt, overRidges: ridgesAt, points, ridge: ridgeOfTheory, dim })}
      sources={[
        theorySource('Theory', overCounts),
        ...(published ? publishedAll([linearFitsPath(published), fits.value]) : []),
        ...(dataset ? [] : [theorySource(`${draws} draws`, drawn, seed)]),
      ]}
    >
      <TheoryBar hasRidge />
      <ChartKey
        items={[
          { color: 'var(--color-linear)', mark: 'theory', words: 'Theory' },
          {
            color: 'var(--color-linear)',
            mark: 'dot',
            words: dataset ? 'Fitted on real images' : `${draws} draws`,
          },
          { color: 'var(--color-training)', mark: 'line', words: 'Laws for every spectrum' },
        ]}
      />
      <DivergenceCharts
        spectrum={spectrum}
        theory={theory}
        best={bestAt}
        overRidges={ridgesAt}
        points={points}
        ridge={ridgeOfTheory}
        shown={shown}
        onShow={setReadAt}
      />
      <DivergenceReadout theory={theory} best={bestAt} points={points} ridge={ridgeOfTheory} dim={dim} shown={shown} />
      <FigureProblem {...problem} />
    </PanelFigure>
  );
}

const ascending = (counts: readonly number[]) => [...new Set(counts)].sort((a, b) => a - b);
