import { scaleLinear } from 'd3-scale';
import { type PointerEvent, useMemo } from 'react';
import { dashes, polylinePath } from '../../draw/curve';
import { makeImagesAxis } from '../../draw/imagesAxis';
import { Axis } from '../../ui/Axis';
import { ImagesAxisView } from '../../ui/ImagesAxisView';
import { useWidth } from '../../ui/useWidth';
import type { Chart } from './compute';

export interface TrainingChartProps {
  readonly chart: Chart;
  /** First and last number of images on the axis. */
  readonly domain: readonly [number, number];
  /** Images of the look that is shown. */
  readonly shown: number | undefined;
  /** Points at a number of images. */
  readonly onPoint: (images: number) => void;
}

const heightPx = 232;
const margin = { left: 54, right: 14, top: 22, bottom: 46 };

/** Curves against images seen; their names stand on the sheet, at their ends. */
export function TrainingChart({ chart, domain, shown, onPoint }: TrainingChartProps) {
  const [ref, widthPx] = useWidth();
  const rightPx = widthPx - margin.right;
  return (
    <div ref={ref} className="training-chart" style={{ minHeight: heightPx }}>
      <h3>{chart.title}</h3>
      {rightPx > margin.left + 40 && (
        <Sheet chart={chart} domain={domain} shown={shown} onPoint={onPoint} rightPx={rightPx} />
      )}
    </div>
  );
}

function Sheet({ chart, domain, shown, onPoint, rightPx }: TrainingChartProps & { readonly rightPx: number }) {
  const [first, last] = domain;
  const x = useMemo(() => makeImagesAxis([first, last], [margin.left, rightPx]), [first, last, rightPx]);
  const bottomPx = heightPx - margin.bottom;
  const y = scaleLinear([chart.least ?? 0, chart.most * 1.05], [bottomPx, margin.top]);
  const point = (event: PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const share =
      (event.clientX - event.currentTarget.getBoundingClientRect().left - margin.left) / (rightPx - margin.left);
    onPoint(first * (last / first) ** Math.min(1, Math.max(0, share)));
  };
  const lines = chart.lines.map((line) => ({
    ...line,
    places: line.points
      .filter(([images]) => images >= first)
      .map(([images, value]) => [x.toPx(images), Math.max(margin.top, y(value))] as const),
  }));
  const named = lines.filter(({ isFaint, places }) => !isFaint && places.length > 0);
  const isLeftFree = named.every(({ places }) => namePlace(places.at(-1)![0]).startPx >= levelEndPx);
  return (
    <svg
      width={rightPx + margin.right}
      height={heightPx}
      role="img"
      aria-label={`${chart.title} against images seen`}
      onPointerDown={point}
      onPointerMove={point}
    >
      <ImagesAxisView axis={x} range={[margin.left, rightPx]} atPx={bottomPx} title="images seen" />
      <Axis side="left" scale={y} atPx={margin.left} ticks={4} title={chart.valueTitle} />
      {shown !== undefined && shown >= first && (
        <path className="cursor" d={`M${x.toPx(shown)},${margin.top}V${bottomPx}`} />
      )}
      {chart.levels?.map(({ value, label, color, line }) => (
        <path
          key={label}
          className="level"
          d={`M${margin.left},${y(value)}H${rightPx}`}
          style={{ stroke: color, strokeDasharray: dashes[line] }}
        />
      ))}
      {lines.map(({ label, color, line, isFaint, places }) => (
        <path
          key={label}
          className={isFaint ? 'curve is-faint' : 'curve'}
          d={polylinePath(places)}
          style={{ stroke: color, strokeDasharray: dashes[line] }}
        />
      ))}
      {chart.mark && (
        <Mark
          xPx={x.toPx(chart.mark.images)}
          yPx={y(chart.mark.value)}
          words={chart.mark.words}
          rightPx={rightPx}
          bottomPx={bottomPx}
        />
      )}
      {chart.levels?.map(({ value, label, isNamedBelow }) => (
        <text
          key={label}
          className="level-label"
          x={isLeftFree ? margin.left + 6 : rightPx}
          y={y(value) + (isNamedBelow ? 17 : -6)}
          textAnchor={isLeftFree ? 'start' : 'end'}
        >
          {label}
        </text>
      ))}
      <Names lines={named} bottomPx={bottomPx} />
    </svg>
  );
}

interface DrawnLine {
  readonly label: string;
  readonly places: readonly (readonly [number, number])[];
}

/** The right end of names of levels that stand at the left. */
const levelEndPx = margin.left + 80;

/** A name at the end of a line stands left of it where there is room, else right. */
function namePlace(endPx: number): { readonly isLeft: boolean; readonly startPx: number } {
  const isLeft = endPx > margin.left + 130;
  return { isLeft, startPx: isLeft ? endPx - 120 : endPx + 6 };
}

/** Names at the ends of lines with points, clear of them: above the highest, below the others. */
function Names({ lines, bottomPx }: { readonly lines: readonly DrawnLine[]; readonly bottomPx: number }) {
  const topPx = Math.min(...lines.map(({ places }) => places.at(-1)![1]));
  return lines.map(({ label, places }) => {
    const [xPx, yPx] = places.at(-1)!;
    const { isLeft, startPx } = namePlace(xPx);
    const beside = places.filter(([px]) => !isLeft || px > startPx).map(([, px]) => px);
    return (
      <text
        key={label}
        className="curve-label"
        x={isLeft ? xPx : xPx + 6}
        y={yPx === topPx ? Math.min(...beside) - 9 : Math.min(Math.max(...beside) + 18, bottomPx - 22)}
        textAnchor={isLeft ? 'end' : 'start'}
      >
        {label}
      </text>
    );
  });
}

interface MarkProps {
  readonly xPx: number;
  readonly yPx: number;
  readonly words: string;
  readonly rightPx: number;
  readonly bottomPx: number;
}

/** A ring around a place of note, its words near the axis. */
function Mark({ xPx, yPx, words, rightPx, bottomPx }: MarkProps) {
  const isLeft = xPx > (margin.left + rightPx) / 2;
  return (
    <g className="mark">
      <path d={`M${xPx},${yPx + 5}V${bottomPx}`} />
      <circle cx={xPx} cy={yPx} r="5" />
      <text x={isLeft ? xPx - 6 : xPx + 6} y={bottomPx - 7} textAnchor={isLeft ? 'end' : 'start'}>
        {words}
      </text>
    </g>
  );
}
