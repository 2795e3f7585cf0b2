import { useState } from 'react';
import { alphaSquares } from '../../metrics/catalog';
import type { LinearityMeasures } from '../../state/linearityMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import type { ChartCurve } from '../../ui/CurveChart';
import { InPieces } from '../../ui/InPieces';
import { Segmented } from '../../ui/Segmented';
import { useInput, useInputs, useSession } from '../session';
import { formatCount } from '../words';
import type { Asked, LinearityRow, Quantity } from './compute';
import { LinearityCharts } from './LinearityCharts';
import { LinearityLive, type MeasuredHere } from './LinearityLive';

export interface LinearityFigureProps {
  readonly networks: readonly ZooNetwork[];
  readonly rows: readonly LinearityRow[];
  readonly chosen: LinearityRow;
  readonly asked: Asked;
  readonly measures: LinearityMeasures;
}

const inputOptions = [
  { id: 'heldOut', label: 'noisy images', hint: 'Held-out images with noise' },
  { id: 'noise', label: 'noise alone', hint: 'σ times normal noise, without an image' },
] as const;
const alphaOptions = alphaSquares.map((id) => ({ id, label: id }));
const quantityOptions = [
  { id: 'cosine', label: 'cosine' },
  { id: 'normalizedError', label: 'error' },
] as const satisfies readonly { id: Quantity; label: string }[];

/** The choices, the charts, and the same numbers measured here. */
export function LinearityFigure({ networks, rows, chosen, asked, measures }: LinearityFigureProps) {
  const { change } = useSession();
  const { pairs, alphaSquared } = useInputs();
  const [quantity, setQuantity] = useInput('linearityOf');
  const [here, setHere] = useState<MeasuredHere>();
  const key = `${chosen.network.id} ${pairs} ${alphaSquared}`;
  const hereCurves: readonly ChartCurve[] = here?.key === key ? here.curves[quantity] : [];
  return (
    <InPieces>
      <div className="chart-bar">
        <Segmented
          legend="Training images N"
          options={rows.map(({ network: { subset } }) => ({
            id: String(subset.count),
            label: formatCount(subset.count),
          }))}
          value={String(chosen.network.subset.count)}
          onChange={(id) => change({ images: Number(id) })}
        />
        <Segmented legend="Inputs" options={inputOptions} value={pairs} onChange={(next) => change({ pairs: next })} />
        <Segmented
          legend="α² (equal parts: 0.5)"
          options={alphaOptions}
          value={alphaSquared}
          onChange={(next) => change({ alphaSquared: next })}
        />
        <Segmented legend="Second row" options={quantityOptions} value={quantity} onChange={setQuantity} />
      </div>
      <LinearityCharts {...{ networks, rows, chosen, asked, measures, quantity }} here={hereCurves} />
      <LinearityLive measuredKey={key} {...{ chosen, asked, measures }} onMeasured={setHere} />
    </InPieces>
  );
}
