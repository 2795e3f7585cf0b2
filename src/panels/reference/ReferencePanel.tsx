import { linearFitsPath } from '../../state/linearFits';
import { networkMeasuresPath } from '../../state/networkMeasures';
import { pairsPath } from '../../state/pairMeasures';
import { referencesPath } from '../../state/references';
import { logRange, niceRange } from '../../draw/chart';
import { formatSigma } from '../../draw/sigmaAxis';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { ChartAxis } from '../../ui/ChartAxes';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { usePlaceWidth } from '../../ui/useWidth';
import { ChartKey } from '../ChartKey';
import { powerOfTen, twoDigits } from '../countAxis';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll, theorySource } from '../sources';
import { FigureProblem, type Problem } from '../FigureProblem';
import { useInputs, useSession } from '../session';
import { TheoryBar } from '../TheoryBar';
import { drawnCounts, theoryAxis, theoryCounts, theoryMark } from '../theoryAxis';
import { useLoaded } from '../useLoaded';
import { useTheory } from '../useTheory';
import { useTheorySpectrum } from '../useTheorySpectrum';
import { useTimeStep } from '../useTimeStep';
import {
  cosineCurves,
  drawnDifferences,
  fittedDifferences,
  measuredLevel,
  networkDifferences,
  referenceFinding,
} from './compute';
import { ReferenceMethod } from './ReferenceMethod';
import { referenceTables } from './tables';

const question = 'How far is a denoiser of few images from one of many?';
const [draws, seed] = [10, 1];
const linear = 'var(--color-linear)';
const gapPx = 28;

/** Distance of linear denoisers to the reference, and cosine of samples to the nearest training image, against N. */
export function ReferencePanel() {
  const spectrum = useTheorySpectrum();
  return (
    <div className="figure-place">
      {spectrum.value ? <Whole spectrum={spectrum.value} /> : <FigurePlace title={question} problem={spectrum} />}
    </div>
  );
}

function Whole({ spectrum }: { readonly spectrum: TheorySpectrum }) {
  const { ridge } = useInputs();
  const { results } = useSession();
  const { s } = useTimeStep();
  const [ref, widthPx] = usePlaceWidth();
  const { dataset, published, eigenvalues } = spectrum;
  const file = useLoaded(published, () => results.linearFits(published!));
  const pairs = useLoaded(published && 'pairs', results.pairs);
  const zoo = useLoaded(published && 'zoo', results.zoo);
  const references = useLoaded(published && 'references', results.references);
  const asked = { s, ridge };
  const level = file.value ? measuredLevel(file.value, asked) : asked;
  const isWaiting = published !== undefined && file.state === 'waiting';
  const key = `${spectrum.key} ${level.s} ${level.ridge}`;
  const theory = useTheory('difference', {
    key: isWaiting ? undefined : key,
    input: () => ({ eigenvalues, counts: theoryCounts(spectrum), level }),
  });
  const drawn = useTheory('simulatedDifference', {
    key: dataset ? undefined : key,
    input: () => ({ eigenvalues, counts: drawnCounts(spectrum), draws, seed, level }),
    delayMs: 250,
  });
  const line = theory?.result ? theory.input.counts.map((x, i) => ({ x, y: theory.result![i]! })) : [];
  const dots = file.value
    ? fittedDifferences(file.value, level)
    : drawnDifferences(!dataset && drawn?.key === key ? drawn.frames : []);
  const networkDots =
    dataset && references.value && zoo.value
      ? networkDifferences(dataset, zoo.value.networks, references.value, level.s)
      : [];
  const curves: ChartCurve[] = [
    { id: 'network', label: '', color: 'var(--color-network)', line: 'solid', hasBars: true, points: networkDots },
    { id: 'measured', label: '', color: linear, line: 'solid', hasBars: true, points: dots },
    { id: 'theory', label: 'theory', color: linear, line: 'dashed', isThin: true, points: line },
  ];
  const cosines = dataset ? cosineCurves(dataset, zoo.value?.networks ?? [], pairs.value?.closedForms ?? []) : [];
  const perRow = widthPx >= 640 && dataset ? 2 : 1;
  const shared = {
    widthPx: Math.min(640, Math.floor((widthPx - gapPx * (perRow - 1)) / perRow)),
    heightPx: 300,
    x: theoryAxis(spectrum),
    marks: [theoryMark(spectrum)],
  };
  const problems: readonly (Problem | undefined)[] = [theory, drawn, file, pairs, zoo, references];
  return (
    <PanelFigure
      id="reference"
      title={referenceFinding(spectrum, line, formatSigma(Math.sqrt(level.s)))}
      caption={
        <>
          The reference knows the whole law{dataset ? ': here, all training images' : ''}. With little noise the
          distance falls late, with much noise early.{' '}
          {dataset && (
            <>
              Beside it, what this means for samples: their greatest cosine to a training image. A network that copies
              stays near 1. Read the other curves against the held-out images, which nobody copied: with more images to
              choose from, any image finds a nearer one. The pairs themselves are in the figure on copies above.
            </>
          )}
        </>
      }
      method={
        <ReferenceMethod
          draws={draws}
          seed={seed}
          fits={file.value}
          pairs={pairs.value}
          references={references.value}
        />
      }
      tables={() => referenceTables({ theory: line, dots, networks: networkDots, cosines })}
      sources={[
        theorySource('Theory', theory),
        ...(published
          ? publishedAll(
              [linearFitsPath(published), file.value],
              [pairsPath, pairs.value],
              [networkMeasuresPath, zoo.value?.measures],
              [referencesPath, references.value],
            )
          : []),
        ...(dataset ? [] : [theorySource(`${draws} draws`, drawn, seed)]),
      ]}
    >
      <TheoryBar hasRidge hasTime />
      <ChartKey
        items={[
          { color: linear, mark: 'theory', words: 'Theory' },
          { color: linear, mark: 'dot', words: dataset ? 'Fitted on real images' : `${draws} draws` },
          ...(networkDots.length > 0
            ? [
                {
                  color: 'var(--color-network)',
                  mark: 'dot' as const,
                  words: 'Network, from the network of most images',
                },
              ]
            : []),
        ]}
      />
      <div ref={ref}>
        {widthPx > 0 && (
          <div
            className="charts"
            style={{ gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`, columnGap: gapPx }}
          >
            {line.length > 0 && (
              <CurveChart
                {...shared}
                name={`Squared distance to the reference, at σ = ${formatSigma(Math.sqrt(level.s))}, c = ${level.ridge}`}
                label="Mean squared difference per dimension to the reference denoiser, in units of the noise, against N"
                y={logAxis(curves)}
                curves={curves}
              />
            )}
            {cosines.some(({ points }) => points.length > 0) && (
              <CurveChart
                {...shared}
                name="Samples: greatest cosine to a training image"
                label="Greatest raw cosine of samples to a training image, median and quartiles, against N"
                y={cosineAxis(cosines)}
                curves={cosines}
              />
            )}
          </div>
        )}
      </div>
      {problems.map((problem, i) => (
        <FigureProblem key={i} message={problem?.message} retry={problem?.retry} />
      ))}
    </PanelFigure>
  );
}

function logAxis(curves: readonly ChartCurve[]): ChartAxis {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter((y) => y > 0);
  const most = Math.max(...values);
  return { ...logRange(Math.max(Math.min(...values), most * 1e-7), most), title: '', format: powerOfTen };
}

function cosineAxis(curves: readonly ChartCurve[]): ChartAxis {
  const values = curves.flatMap(({ points }) => points.map(({ y, lower = y }) => lower));
  return { ...niceRange(Math.min(0.8, ...values), 1, 4), title: '', format: twoDigits };
}
