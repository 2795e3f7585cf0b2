import type { SpectrumResult } from '../../engine/protocol';
import { logRange } from '../../draw/chart';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { usePlaceWidth } from '../../ui/useWidth';
import { powerOfTen } from '../countAxis';
import { formatCount } from '../words';
import { exponentWords, type RangeFit, type RankRange, rankStops, spectrumPoints } from './compute';

export interface SpectraChartProps {
  /** Of all datasets. */
  readonly spectra: readonly TheorySpectrum[];
  /** The chosen one. */
  readonly spectrum: TheorySpectrum;
  readonly fit: RangeFit;
  /** Of the first images, from the reader's machine. */
  readonly sample: SpectrumResult | undefined;
  /** The rank that is pointed at. */
  readonly shown: number | undefined;
  readonly onRange: (range: RankRange) => void;
}

const lines = ['dashed', 'dotted', 'solid'] as const;

/** Eigenvalues over rank, both logarithmic. */
export function SpectraChart({ spectra, spectrum, fit, sample, shown, onRange }: SpectraChartProps) {
  const [ref, widthPx] = usePlaceWidth();
  const others = spectra.filter(({ key }) => key !== spectrum.key);
  const values = [spectrum, ...others].flatMap(({ kept }) => [kept[0]!, kept.at(-1)!]);
  const curve = (id: string, kept: Float64Array, look: Pick<ChartCurve, 'label' | 'color' | 'line'>): ChartCurve => ({
    id,
    ...look,
    points: spectrumPoints(kept),
  });
  const spot = shown === undefined ? [] : [{ x: shown, y: spectrum.kept[shown - 1]! }];
  const curves: ChartCurve[] = [
    { id: 'shown', label: '', color: 'var(--ink)', line: 'solid', points: spot, isHollow: true },
    {
      id: 'fit',
      label: '',
      color: 'var(--color-gaussian)',
      line: 'dashed',
      isThin: true,
      points: fit.line,
    },
    ...(sample
      ? [
          curve(
            'sample',
            sample.eigenvalues.filter((lambda) => lambda > spectrum.kept[0]! * 1e-6),
            {
              label: `N = ${formatCount(sample.count)}`,
              color: 'var(--color-linear)',
              line: 'solid',
            },
          ),
        ]
      : []),
    curve('own', spectrum.kept, {
      label: spectrum.dataset ? spectrum.label : 'power law',
      color: 'var(--color-gaussian)',
      line: 'solid',
    }),
    ...others.map(({ key, kept, label }, i) =>
      curve(key, kept, { label, color: 'var(--color-training)', line: lines[i % lines.length]! }),
    ),
  ];
  return (
    <div ref={ref}>
      {widthPx > 0 && (
        <CurveChart
          name={`Variance along each direction; fitted exponent k = ${exponentWords(fit)}`}
          label={`Eigenvalues of the covariance over their rank. ${spectrum.label}: exponent ${exponentWords(fit)} between ranks ${fit.range.join(' and ')}`}
          widthPx={Math.min(widthPx, 900)}
          heightPx={360}
          x={{
            domain: [1, Math.max(...[spectrum, ...others].map(({ dim }) => dim))],
            isLog: true,
            ticks: [1, 3, 10, 30, 100, 300, 784],
            title: 'ν, rank of the direction',
            format: String,
          }}
          y={{
            ...logRange(Math.min(...values), Math.max(...values)),
            title: '',
            format: powerOfTen,
          }}
          curves={curves}
          handles={{
            values: fit.range,
            labels: ['First rank of the fit', 'Last rank of the fit'],
            stops: rankStops(spectrum.kept.length),
            onMove: (index, rank) => onRange(index === 0 ? [rank, fit.range[1]] : [fit.range[0], rank]),
          }}
        />
      )}
    </div>
  );
}
