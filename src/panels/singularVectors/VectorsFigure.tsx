import { useMemo } from 'react';
import { formatSigma } from '../../draw/sigmaAxis';
import { firstImages } from '../../data/subset';
import type { VectorLevel, VectorsOfNetwork } from '../../state/vectors';
import { CurveChart } from '../../ui/CurveChart';
import { type Cell, HeatMapView } from '../../ui/HeatMapView';
import { InPieces } from '../../ui/InPieces';
import { Segmented } from '../../ui/Segmented';
import { usePlaceWidth } from '../../ui/useWidth';
import { ratioAxis } from '../ratioAxis';
import { useRun, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { formatCount } from '../words';
import { useSettledInput } from '../useSettledInput';
import { differenceAt, heatMapOf, leastValue, valueCurves, type VectorMeasures } from './compute';
import { SmallMaps } from './SmallMaps';
import { VectorPair } from './VectorPair';
import './vectors.css';

export interface VectorsFigureProps {
  readonly measures: VectorMeasures;
  readonly network: VectorsOfNetwork;
  readonly level: VectorLevel;
  readonly onImages: (images: number) => void;
  readonly onSigma: (sigma: number) => void;
}

const mostMapPx = 440;

const axes = [
  <>
    vectors of <var>W</var>
    <sub>L</sub>
  </>,
  <>
    of <var>W</var>
    <sub>G</sub>
  </>,
] as const;

/** The map of one noise level, its two vectors and its two spectra; and small maps of all noise levels. */
export function VectorsFigure({ measures, network, level, onImages, onSigma }: VectorsFigureProps) {
  const { engine } = useSession();
  const isOpen = useRun((run) => run.isOpen);
  const [ref, widthPx] = usePlaceWidth();
  const [asked, setAsked] = useSettledInput('cell');
  const { sigma, linear, gaussian } = level;
  const cell: Cell = [Math.min(Math.floor(asked / 100), linear.length - 1), Math.min(asked % 100, gaussian.length - 1)];
  const live = useLoaded(isOpen ? `${network.network} ${sigma}` : undefined, () =>
    engine.run({
      kind: 'vectors',
      dataset: 'fashion',
      subset: firstImages(network.images),
      network: network.network,
      sigma,
      count: linear.length,
    }),
  );
  const difference = differenceAt(measures, network, level);
  const sizePx = Math.min(mostMapPx, widthPx);
  const besidePx = widthPx - sizePx - 32;
  const map = useMemo(() => heatMapOf(level), [level]);
  const curves = useMemo(() => valueCurves(level), [level]);
  const where = `σ = ${formatSigma(sigma)}, N = ${formatCount(network.images)}`;
  return (
    <InPieces>
      <div className="chart-bar">
        <Segmented
          legend="Network of N"
          options={measures.vectors.networks.map(({ images }) => ({ id: String(images), label: formatCount(images) }))}
          value={String(network.images)}
          onChange={(id) => onImages(Number(id))}
        />
      </div>
      <SmallMaps levels={network.levels} sigma={sigma} onSigma={onSigma} />
      <div ref={ref} className="vectors">
        {widthPx > 0 && (
          <>
            <HeatMapView
              key={network.network}
              map={map}
              sizePx={sizePx}
              label={`Correlations of the first left singular vectors at ${where}`}
              axes={axes}
              cell={cell}
              onCell={([row, column]) => setAsked(100 * row + column)}
            />
            <div className="vectors-beside">
              <VectorPair level={level} cell={cell} vectors={live.value} message={live.message} />
              {difference !== undefined && (
                <p>
                  |<var>W</var>
                  <sub>L</sub> − <var>W</var>
                  <sub>G</sub>| / |<var>W</var>
                  <sub>G</sub>| = <b>{difference.toFixed(2)}</b> at {where}.
                </p>
              )}
              <CurveChart
                name="Singular values"
                label={`Singular values of the linear map and of the Gaussian's at ${where}`}
                widthPx={besidePx >= 300 ? Math.min(560, besidePx) : widthPx}
                heightPx={230}
                x={{ domain: [1, linear.length], ticks: [1, 25, 50, 75, 100], title: 'rank', format: String }}
                y={ratioAxis(curves, leastValue)}
                curves={curves}
              />
            </div>
          </>
        )}
      </div>
    </InPieces>
  );
}
