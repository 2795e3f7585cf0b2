import { useMemo } from 'react';
import { type DatasetId, datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog, usualIds } from '../../denoisers/catalog';
import { tileSize } from '../../draw/tileSize';
import type { Progress } from '../../engine/protocol';
import type { SampleRows } from '../../state/sampleRows';
import { GrayCanvas } from '../../ui/GrayCanvas';
import { LineSample } from '../../ui/LineSample';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useWidth } from '../../ui/useWidth';
import { formatCount, progressWords } from '../words';

/** What there is to show of one network. */
export interface Shown {
  readonly images: number;
  readonly rows: SampleRows;
  readonly refused: Readonly<Partial<Record<DenoiserId, string>>>;
  readonly progress?: Progress | undefined;
  /** Why there is nothing. */
  readonly problem?: string | undefined;
}

const gapPx = 4;

/** A row of samples for each denoiser; columns are noises. */
export function SampleRowsSet({
  images,
  rows,
  refused,
  progress,
  problem,
  dataset,
  count,
}: Shown & { readonly dataset: DatasetId; readonly count: number }) {
  const [ref, widthPx] = useWidth();
  const sizePx = tileSize(28, widthPx >= 480 ? 60 : 46, usePixelRatio());
  const columns = Math.max(1, Math.min(count, Math.floor((widthPx + gapPx) / (sizePx + gapPx))));
  const isEmpty = Object.keys(rows).length === 0;
  return (
    <div ref={ref} className="sample-rows-set">
      <h3>
        Trained on {formatCount(images)} {datasetInfo(dataset).noun.many}
      </h3>
      {isEmpty && (
        <p className={problem === undefined ? 'figure-waiting' : 'figure-problem'} role="status">
          {problem ?? (progress ? `${progressWords(progress)}.` : 'Starting.')}
        </p>
      )}
      {usualIds.map((id) => (
        <div key={id} className="sample-row">
          <p>
            <LineSample color={denoiserCatalog[id].color} line={denoiserCatalog[id].line} />
            {denoiserCatalog[id].label}
          </p>
          {rows[id] && widthPx > 0 && (
            <Row
              name={`${denoiserCatalog[id].label}: ${columns} samples`}
              samples={rows[id]}
              {...{ columns, sizePx, count }}
            />
          )}
          {!rows[id] && !isEmpty && <p className="sample-row-absence">{refused[id] ?? absence}</p>}
        </div>
      ))}
    </div>
  );
}

const absence = 'No linear maps come with the page for this network: distil them in the stepper above.';

interface RowProps {
  readonly name: string;
  readonly samples: Uint8Array | Uint8ClampedArray;
  readonly columns: number;
  readonly sizePx: number;
  readonly count: number;
}

function Row({ name, samples, columns, sizePx, count }: RowProps) {
  const tiles = useMemo(() => {
    const dim = samples.length / count;
    return Array.from({ length: columns }, (_, i) => ({
      bytes: samples.subarray(i * dim, (i + 1) * dim),
      xPx: i * (sizePx + gapPx),
      yPx: 0,
      sizePx,
      opacity: 1,
    }));
  }, [samples, columns, sizePx, count]);
  return <GrayCanvas widthPx={columns * (sizePx + gapPx) - gapPx} heightPx={sizePx} tiles={tiles} label={name} />;
}
