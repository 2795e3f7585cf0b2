import type { ReactNode } from 'react';
import { type ChartRange, makeChartScale } from '../draw/chart';
import { histogramOf, stepsPath } from '../draw/histogram';
import { spreadLabels } from '../draw/plane';
import { ChartAxes } from './ChartAxes';

export interface HistogramSeries {
  readonly id: string;
  /** Beside its median. */
  readonly label: string;
  readonly color: string;
  readonly values: readonly number[];
  readonly median: number;
  /** Filled, or an outline alone. */
  readonly isFilled: boolean;
}

export interface HistogramChartProps {
  readonly name: ReactNode;
  readonly label: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly range: ChartRange;
  readonly bins: number;
  readonly title: string;
  readonly format: (value: number) => string;
  readonly series: readonly HistogramSeries[];
}

const marginPx = { left: 18, right: 18, top: 44, bottom: 42 };
/** Of a letter of the labels. */
const glyphPx = 6.6;

/** Histograms over one axis, one upon the other, each with its median and its name above. */
export function HistogramChart({ name, label, widthPx, heightPx, range, bins, series, ...axis }: HistogramChartProps) {
  const drawn = series.map((one) => ({
    ...one,
    histogram: histogramOf(one.values, range.domain as [number, number], bins),
  }));
  const most = Math.max(1, ...drawn.flatMap(({ histogram }) => histogram.counts));
  const scale = makeChartScale(range, { domain: [0, most], ticks: [] }, { widthPx, heightPx, marginPx });
  const halves = drawn.map((one) => (one.label.length * glyphPx) / 2);
  const places = drawn.map(({ median }, i) =>
    Math.min(scale.rightPx - halves[i]!, Math.max(scale.leftPx + halves[i]!, scale.x(median))),
  );
  const isTight = places.length === 2 && Math.abs(places[0]! - places[1]!) < halves[0]! + halves[1]! + 8;
  const heights = isTight ? spreadLabels([12, 28], { leastPx: 12, mostPx: 28, gapPx: 16 }) : drawn.map(() => 28);
  return (
    <div className="chart">
      <p className="chart-name">{name}</p>
      <svg width={widthPx} height={heightPx} role="img" aria-label={label}>
        <ChartAxes
          scale={scale}
          x={{ ...range, ...axis }}
          y={{ domain: [0, most], ticks: [], title: '', format: String }}
        />
        {drawn.map(({ id, label: words, color, histogram, median, isFilled }, i) => (
          <g key={id} style={{ color }} aria-hidden="true">
            <path className={isFilled ? 'histogram is-filled' : 'histogram'} d={stepsPath(histogram, scale)} />
            <path className="histogram-median" d={`M${scale.x(median)},${heights[i]! + 5}V${scale.bottomPx}`} />
            <text className="histogram-name" x={places[i]} y={heights[i]} textAnchor="middle">
              {words}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
