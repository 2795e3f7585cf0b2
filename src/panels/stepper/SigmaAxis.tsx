import { useMemo } from 'react';
import { formatSigma, makeSigmaAxis, sigmaColor } from '../../draw/sigmaAxis';
import type { Strip } from '../../draw/strip';
import { useView } from '../session';

export interface SigmaAxisProps {
  readonly sigmas: readonly number[];
  readonly strip: Strip;
  readonly widthPx: number;
  readonly step: number;
}

const heightPx = 68;
const axisPx = 36;

/** The axis of noise above the strips: a line leads from each noise level on the logarithmic axis down to its tile. */
export function SigmaAxis({ sigmas, strip, widthPx, step }: SigmaAxisProps) {
  const half = strip.tilePx / 2;
  const axis = useMemo(
    () => makeSigmaAxis(sigmas, [half, widthPx - half], Math.min(48, widthPx / 10)),
    [sigmas, half, widthPx],
  );
  const hovered = useView((view) => view.hoveredSigma);
  const sigma = sigmas[step] ?? 0;
  const fan = (at: number) => {
    const [from, to] = [axis.toPx(sigmas[at] ?? 0), strip.tileToPx(at) + half];
    return `M${from},${axisPx}C${from},${axisPx + 18} ${to},${heightPx - 18} ${to},${heightPx}`;
  };
  const readout = Math.min(widthPx - 30, Math.max(30, axis.toPx(sigma)));
  return (
    <svg className="sigma-axis" data-part="sigma" width={widthPx} height={heightPx} aria-hidden="true">
      <path className="axis-line" d={`M${half},${axisPx}H${axis.endPx}`} />
      <path className="axis-line is-gap" d={`M${axis.endPx},${axisPx}H${widthPx - half}`} />
      {axis.ticks.map((tick) => (
        <g key={tick} transform={`translate(${axis.toPx(tick)},${axisPx})`}>
          <path className="axis-line" d="M0,0v-5" />
          <text y="-9" textAnchor="middle" className={Math.abs(axis.toPx(tick) - readout) < 40 ? 'is-covered' : ''}>
            {tick}
          </text>
        </g>
      ))}
      {strip.tiles.map(({ step: at }) => (
        <path key={at} className="fan" d={fan(at)} style={{ stroke: sigmaColor(sigmas[at] ?? 0) }} />
      ))}
      {hovered !== undefined && <path className="chart-guide" d={`M${axis.toPx(hovered)},${axisPx - 8}v16`} />}
      <path className="fan is-current" d={fan(step)} />
      <circle className="fan-current" cx={axis.toPx(sigma)} cy={axisPx} r="4" />
      <text className="sigma-readout" x={readout} y={axisPx - 9} textAnchor="middle">
        <tspan className="symbol">σ</tspan> = {formatSigma(sigma)}
      </text>
      <text className="axis-end" x={0} y="10">
        noise
      </text>
      <text className="axis-end" x={widthPx} y="10" textAnchor="end">
        clean
      </text>
      <text className="axis-end" x={widthPx / 2} y="10" textAnchor="middle">
        noise level <tspan className="symbol">σ</tspan> (log scale)
      </text>
    </svg>
  );
}
