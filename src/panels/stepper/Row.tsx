import { memo, useMemo } from 'react';
import { datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import type { Strip } from '../../draw/strip';
import { refusalOf, type Trajectory } from '../../state/trajectory';
import { ImageTile } from '../../ui/ImageTile';
import { LineSample } from '../../ui/LineSample';
import { rowImages } from './compute';
import type { StepperLayout } from './layout';
import { LinearAbsence } from './LinearAbsence';
import { RowAbsence } from './RowAbsence';
import { Result } from './Result';
import { TileHeads } from './TileHeads';
import { StripView } from './StripView';

export interface RowProps {
  readonly id: DenoiserId;
  readonly trajectory: Trajectory;
  readonly strip: Strip;
  readonly layout: StepperLayout;
  readonly step: number;
  readonly mostDistance: number;
  readonly onEnlarge: () => void;
}

/** One denoiser's way from the noise to an image. Drawn again only when it changes: a run that begins changes none at once. */
export const Row = memo(function Row({ id, trajectory, strip, layout, step, mostDistance, onEnlarge }: RowProps) {
  const { label, color, line, description } = denoiserCatalog[id];
  const { tilePx, stripWidthPx } = layout;
  const images = useMemo(() => rowImages(trajectory, step, id), [trajectory, step, id]);
  const refusal = refusalOf(trajectory, id);
  const isAbsent = refusal !== undefined || !trajectory.job.denoisers.includes(id);
  const Absence = id === 'linear' ? LinearAbsence : RowAbsence;
  const tile = { sizePx: tilePx, isFresh: images?.isFresh ?? false, onPress: onEnlarge };
  return (
    <section className="row" aria-label={label}>
      <header className="row-head" data-part={id}>
        <h3>
          <LineSample color={color} line={line} />
          {label}
        </h3>
        <p>{description}</p>
      </header>
      {isAbsent ? (
        <Absence job={trajectory.job} reason={refusal} />
      ) : (
        <>
          {layout.isStacked && <TileHeads sigmaData={datasetInfo(trajectory.job.dataset).sigmaData} />}
          <div className="now">
            <ImageTile {...tile} bytes={images?.x} label={`${label}: x`} />
            <ImageTile {...tile} bytes={images?.denoised} label={`${label}: D of x`} />
            <ImageTile
              {...tile}
              bytes={images?.direction}
              label={`${label}: direction`}
              absence={images?.directionAbsence ?? ''}
            />
          </div>
          <StripView
            id={id}
            trajectory={trajectory}
            strip={strip}
            widthPx={stripWidthPx}
            step={step}
            mostDistance={mostDistance}
          />
          <Result id={id} trajectory={trajectory} tilePx={tilePx} onEnlarge={onEnlarge} />
        </>
      )}
    </section>
  );
});
