import { linearFitsPath, momentsOf } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { networksByCount } from '../../state/zooNetworks';
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
import { useTimeStep } from '../useTimeStep';
import { useSettledInput } from '../useSettledInput';
import { drawnPoints, fittedPoints, lossFinding, networkPoint, type TheoryLosses } from './compute';
import { TrainTestCharts } from './TrainTestCharts';
import { TrainTestLive } from './TrainTestLive';
import { TrainTestMethod } from './TrainTestMethod';
import { TrainTestReadout } from './TrainTestReadout';
import { trainTestTables } from './tables';

const question = 'How far apart are train and test loss?';
const [draws, seed] = [10, 1];

/** Losses of linear diffusion models against N: theory, simulation or real fits, and the trained networks. */
export function TrainTestPanel() {
  const spectrum = useTheorySpectrum();
  return (
    <div className="figure-place is-tall">
      {spectrum.value ? <Whole spectrum={spectrum.value} /> : <FigurePlace title={question} problem={spectrum} />}
    </div>
  );
}

function Whole({ spectrum }: { readonly spectrum: TheorySpectrum }) {
  const { ridge } = useInputs();
  const step = useTimeStep();
  const { results } = useSession();
  const [readAt, setReadAt] = useSettledInput('readAt');
  const shown = readAt || undefined;
  const { dataset, published, eigenvalues, dim } = spectrum;
  const key = `${spectrum.key} ${ridge} ${step.key}`;
  const { levels } = step;
  const losses = useTheory('losses', {
    key,
    input: () => ({ eigenvalues, counts: theoryCounts(spectrum), levels, ridge }),
  });
  const drawn = useTheory('simulatedLosses', {
    key: dataset ? undefined : key,
    input: () => ({ eigenvalues, counts: drawnCounts(spectrum), draws, seed, levels, ridge }),
    delayMs: 250,
  });
  const fits = useLoaded(published, () => results.linearFits(published!));
  const fitted = useTheory('fittedLosses', {
    key: fits.value && key,
    input: () => ({ fits: fits.value!.fits.map((fit) => momentsOf(fit, dim)), levels, ridge }),
  });
  const networks = useNetworkPoints(spectrum, step.sigma, 's' in levels);
  if (!losses?.result) return <FigurePlace title={question} problem={losses} />;
  const theory: TheoryLosses = { ...losses.result, counts: losses.input.counts };
  const drawnHere = !dataset && drawn?.key === key ? drawn : undefined;
  const points = dataset
    ? fits.value && fitted?.result && fitted.key === key
      ? fittedPoints(fits.value, fitted.result)
      : []
    : drawnPoints(drawnHere?.frames ?? []);
  const problem = firstProblem(fits, fitted, drawn);
  return (
    <PanelFigure
      id="trainTest"
      title={lossFinding(spectrum, theory, step.words)}
      caption={
        <>
          A linear model is fitted on <var>N</var> images and scored on them and on new ones. Add a ridge, and the test
          loss of few images falls; take a steeper spectrum, and the gap closes earlier. Where do the measured dots
          leave the theory? Try little noise and a small ridge near <var>N</var> = <var>d</var>: there the loss hangs on
          the few smallest eigenvalues of one sample, and a theory of infinitely many dimensions misses up to 17% of it
          in 100. Real images have reasons of their own: their mean has to be estimated too, which costs most when they
          are few, and they are not Gaussian.
        </>
      }
      method={<TrainTestMethod draws={draws} seed={seed} fits={fits.value} />}
      python={
        losses.key === key
          ? async (head) => (await import('./python')).lossScript(head, { spectrum, theory, ridge, ...step.asked })
          : undefined
      }
      tables={() => trainTestTables({ theory, points, networks, dim })}
      sources={[
        theorySource('Theory', losses),
        ...(published ? publishedAll([linearFitsPath(published), fits.value]) : []),
        ...(dataset ? [] : [theorySource(`${draws} draws`, drawn, seed)]),
      ]}
    >
      <TheoryBar hasRidge hasTime hasAllTimes />
      <ChartKey
        items={[
          { color: 'var(--color-linear)', mark: 'theory', words: 'Theory' },
          {
            color: 'var(--color-linear)',
            mark: 'dot',
            words: dataset ? 'Fitted on real images, test' : `${draws} draws, test`,
          },
          { color: 'var(--color-linear)', mark: 'hollow', words: 'train' },
          ...(networks.length > 0
            ? ([
                { color: 'var(--color-network)', mark: 'dot', words: 'Network, test' },
                { color: 'var(--color-network)', mark: 'hollow', words: 'train' },
              ] as const)
            : []),
        ]}
      />
      <TrainTestCharts
        spectrum={spectrum}
        theory={theory}
        points={points}
        networks={networks}
        shown={shown}
        onShow={setReadAt}
      />
      <TrainTestReadout theory={theory} points={points} networks={networks} dim={dim} shown={shown} />
      {dataset && fits.value && 's' in levels && (
        <TrainTestLive
          dataset={dataset}
          file={fits.value}
          images={fits.value.fits.some(({ images }) => images === shown) ? shown! : 1024}
          sigma={step.sigma}
        />
      )}
      <FigureProblem {...problem} />
    </PanelFigure>
  );
}

/** The trained networks of the dataset, at one noise level. */
function useNetworkPoints({ published: dataset }: TheorySpectrum, sigma: number, isOneLevel: boolean) {
  const { results } = useSession();
  const isAsked = dataset !== undefined && isOneLevel;
  const loaded = useLoaded(isAsked ? dataset : undefined, async () => {
    const { networks } = await results.zoo();
    const own = networksByCount(networks, dataset!);
    return Promise.all(
      own.map(async ({ id, subset }) => ({ images: subset.count, details: await results.details(id) })),
    );
  });
  if (!isAsked) return [];
  return (loaded.value ?? []).flatMap(({ images, details }) => networkPoint(images, details, sigma) ?? []);
}
