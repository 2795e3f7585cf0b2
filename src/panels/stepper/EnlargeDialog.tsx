import { type KeyboardEvent } from 'react';
import { formatSigma } from '../../draw/sigmaAxis';
import type { Trajectory } from '../../state/trajectory';
import { Dialog } from '../../ui/Dialog';
import { IconButton } from '../../ui/IconButton';
import { useSession } from '../session';
import { usePixel } from '../usePixel';
import { pixelAfterKey } from '../PixelImage';
import { EnlargedRow } from './EnlargedRow';

export interface EnlargeDialogProps {
  readonly trajectory: Trajectory;
  readonly step: number;
  readonly onClose: () => void;
}

/** All rows of one noise level, large: the same pixel is marked in every image, with its values. */
export function EnlargeDialog({ trajectory, step, onClose }: EnlargeDialogProps) {
  const { change } = useSession();
  const [pixel, setPixel] = usePixel();
  const last = trajectory.sigmas.length - 1;
  const move = (event: KeyboardEvent) => {
    const next = pixelAfterKey(event, pixel);
    if (!next) return;
    event.preventDefault();
    setPixel(next);
  };
  const title = (
    <>
      Step {step} of {last}, <span className="symbol">σ</span> = {formatSigma(trajectory.sigmas[step] ?? 0)}
    </>
  );
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="enlarge-steps">
        <IconButton icon="back" label="Step back" onPress={() => change({ step: step - 1 })} isDisabled={step === 0} />
        <IconButton
          icon="forward"
          label="Step forward"
          onPress={() => change({ step: step + 1 })}
          isDisabled={step === last}
        />
        <span>
          Pixel in column {pixel.column}, line {pixel.line}: point at another, or focus the images and use the arrow
          keys.
        </span>
      </div>
      <div
        className="enlarge-grid"
        role="group"
        aria-label="Images pixel by pixel: arrow keys move the pixel"
        tabIndex={0}
        onKeyDown={move}
      >
        {trajectory.job.denoisers.map((id) => (
          <EnlargedRow key={id} id={id} trajectory={trajectory} step={step} pixel={pixel} onPoint={setPixel} />
        ))}
      </div>
    </Dialog>
  );
}
