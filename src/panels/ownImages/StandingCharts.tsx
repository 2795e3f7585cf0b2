import { logRange } from '../../draw/chart';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import type { CheckedOutlook } from '../../theory/planning';
import { CurveChart } from '../../ui/CurveChart';
import { usePlaceWidth } from '../../ui/useWidth';
import { powerOfTen } from '../countAxis';
import { targetCurve, theoryAxis } from '../theoryAxis';
import { formatCount } from '../words';
import { type Standing, target } from './compute';

export interface StandingChartsProps {
  readonly spectrum: TheorySpectrum;
  readonly outlooks: readonly CheckedOutlook[];
  readonly standing: Standing | undefined;
}

const gapPx = 28;

/** The eigenvalues of the set, and the test loss that the theory foretells from them, with the number of images there are. */
export function StandingCharts({ spectrum, outlooks, standing }: StandingChartsProps) {
  const [ref, wholePx] = usePlaceWidth();
  const perRow = wholePx >= 640 ? 2 : 1;
  const widthPx = Math.min(640, Math.floor((wholePx - gapPx * (perRow - 1)) / perRow));
  return (
    <div ref={ref} className="standing-charts" style={{ gap: gapPx }}>
      {wholePx > 0 && (
        <>
          <SpectrumChart spectrum={spectrum} widthPx={widthPx} />
          {outlooks.length > 1 && (
            <OutlookChart spectrum={spectrum} outlooks={outlooks} standing={standing} widthPx={widthPx} />
          )}
        </>
      )}
    </div>
  );
}

const heightPx = 280;

function SpectrumChart({ spectrum: { kept, dim }, widthPx }: { spectrum: TheorySpectrum; widthPx: number }) {
  return (
    <CurveChart
      name="Variance of your images along each direction"
      label={`Eigenvalues of the covariance of your images over their rank, from ${kept[0]!.toPrecision(3)} down; ${kept.length} of ${dim} are more than a millionth of the first`}
      widthPx={widthPx}
      heightPx={heightPx}
      x={{
        domain: [1, dim],
        isLog: true,
        ticks: [1, 3, 10, 30, 100, 300, dim],
        title: 'ν, rank of the direction',
        format: String,
      }}
      y={{ ...logRange(kept.at(-1)!, kept[0]!), title: '', format: powerOfTen }}
      curves={[
        {
          id: 'own',
          label: 'yours',
          color: 'var(--color-gaussian)',
          line: 'solid',
          points: Array.from(kept, (y, i) => ({ x: i + 1, y })),
        },
      ]}
    />
  );
}

function OutlookChart({ spectrum, outlooks, standing, widthPx }: StandingChartsProps & { readonly widthPx: number }) {
  const x = theoryAxis(spectrum);
  const [first, last] = x.domain;
  const points = outlooks
    .filter(({ images, value }) => images >= first && images <= last && value > 0)
    .map(({ images, value }) => ({ x: images, y: value }));
  const values = [target.value, ...points.map(({ y }) => y)];
  const isNeeded = standing && standing.needed > standing.have * 1.15 && standing.needed <= last;
  const marks = standing
    ? [
        { x: standing.have, label: `yours: ${formatCount(standing.have)}` },
        ...(isNeeded ? [{ x: standing.needed, label: 'needed' }] : []),
      ]
    : [];
  return (
    <CurveChart
      name="Test loss above the best possible, of a linear model with the best ridge"
      label="Test loss of a linear model above the best possible, against N, as the theory foretells it from this spectrum"
      widthPx={widthPx}
      heightPx={heightPx}
      x={x}
      y={{ ...logRange(Math.min(...values), Math.max(...values)), title: '', format: powerOfTen }}
      curves={[
        { id: 'theory', label: 'theory', color: 'var(--color-linear)', line: 'dashed', isThin: true, points },
        targetCurve(target.value, x.domain),
      ]}
      marks={marks}
    />
  );
}
