import type { KeyboardEvent } from 'react';
import { datasetInfo } from '../../data/catalog';
import { type DenoiserId, denoiserCatalog } from '../../denoisers/catalog';
import { noiseDirection, normaliseNoisy, toGray } from '../../draw/gray';
import { formatSigma } from '../../draw/sigmaAxis';
import { tileSize } from '../../draw/tileSize';
import { rowAt, type Trajectory } from '../../state/trajectory';
import { IconButton } from '../../ui/IconButton';
import { Segmented } from '../../ui/Segmented';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { useWidth } from '../../ui/useWidth';
import { PanelFigure } from '../PanelFigure';
import { imageWidth, type Pixel, pixelAfterKey, PixelImage } from '../PixelImage';
import { useInput, useInputs, useRun, useSession } from '../session';
import { runSources } from '../sources';
import { usePixel } from '../usePixel';
import { HandCheck } from './HandCheck';
import { handStep, type HandStep } from './compute';
import { handTables } from './tables';
import './stepByHand.css';

/** Of an image's side, and between images: the style sheet uses the same. */
const [mostPx, gapPx] = [140, 12];

/** One step of the run at one pixel: its numbers, the update written with them, and the next value for the reader to find. */
export function StepByHandPanel() {
  const { change } = useSession();
  const inputs = useInputs();
  const [bar, barPx] = useWidth();
  const widthPx = barPx || 3 * mostPx;
  const sizePx = tileSize(imageWidth, Math.min(mostPx, (widthPx - 2 * gapPx) / 3), usePixelRatio());
  const shown = useRun((run) => run.shown);
  const [chosen, setChosen] = useInput('byHand');
  const [pixel, setPixel] = usePixel();
  const ids = shown?.job.denoisers ?? [];
  const id = ids.includes(chosen) ? chosen : (ids[0] ?? 'gaussian');
  const last = (shown?.sigmas.length ?? 1) - 1;
  const step = Math.min(inputs.step, last);
  const at = shown && handStep(shown, step, id, pixel.line * imageWidth + pixel.column);
  const move = (event: KeyboardEvent) => {
    const next = pixelAfterKey(event, pixel);
    if (!next) return;
    event.preventDefault();
    setPixel(next);
  };
  return (
    <PanelFigure
      id="stepByHand"
      title={handFinding(step, last, at)}
      caption={
        <>
          Point at another pixel, or take another denoiser: which pixels does the guess move most? The last step goes to{' '}
          <var>σ</var> = 0 and lands on the guess itself. All numbers are those of the stepper at the top of the page,
          which moves with this figure.
        </>
      }
      method={
        <p>
          The update of Euler’s method for d<var>x</var>/d<var>σ</var> = (<var>x</var> − <var>D</var>)/<var>σ</var>{' '}
          (Karras et al. 2022, algorithm 1), at one pixel of the run in 32 bits. Heun’s method looks again at the end of
          that step and goes along the mean of both directions; what this changed is the difference of the two results.
        </p>
      }
      tables={() => handTables(at, pixel)}
      sources={runSources(shown)}
    >
      <div ref={bar} className="hand-bar">
        <IconButton icon="first" label="First step" onPress={() => change({ step: 0 })} isDisabled={step === 0} />
        <IconButton
          icon="back"
          label="Previous step"
          onPress={() => change({ step: step - 1 })}
          isDisabled={step === 0}
        />
        <IconButton
          icon="forward"
          label="Next step"
          onPress={() => change({ step: step + 1 })}
          isDisabled={step === last}
        />
        <Segmented
          legend="Denoiser"
          options={ids.map((each) => ({ id: each, label: denoiserCatalog[each].label }))}
          value={id}
          onChange={setChosen}
        />
      </div>
      {shown && (
        <div className="hand-body">
          <div
            className="hand-images"
            role="group"
            tabIndex={0}
            aria-label={`Pixel in column ${pixel.column}, line ${pixel.line}: arrow keys move it`}
            onKeyDown={move}
          >
            <HandImages trajectory={shown} step={step} id={id} sizePx={sizePx} pixel={pixel} onPoint={setPixel} />
          </div>
          {at ? (
            <HandCheck
              key={`${id} ${step} ${pixel.line} ${pixel.column} ${at.x}`}
              at={at}
              isHeun={shown.job.sampler === 'heun'}
              onTake={() => change({ step: step + 1 })}
            />
          ) : (
            <HandAbsence isEnd={step === last} onStart={() => change({ step: 0 })} />
          )}
        </div>
      )}
    </PanelFigure>
  );
}

/** What the step does to this pixel, in a sentence. */
function handFinding(step: number, last: number, at: HandStep | undefined): string {
  if (!at) return 'One step of the sampler, by hand';
  const share = Math.abs(at.x - at.denoised) < 1e-6 ? undefined : (at.euler - at.x) / (at.denoised - at.x);
  const way = share === undefined ? 'stays where it is' : `goes ${Math.round(100 * share)}% of the way to the guess`;
  return `Step ${step + 1} of ${last}: from σ = ${formatSigma(at.sigma)} to ${formatSigma(at.sigmaNext)}, each pixel ${way}`;
}

interface HandImagesProps {
  readonly trajectory: Trajectory;
  readonly step: number;
  readonly id: DenoiserId;
  readonly sizePx: number;
  readonly pixel: Pixel;
  readonly onPoint: (pixel: Pixel) => void;
}

function HandImages({ trajectory, step, id, sizePx, pixel, onPoint }: HandImagesProps) {
  const row = rowAt(trajectory, step, id);
  const sigma = trajectory.sigmas[step] ?? 0;
  const { sigmaData } = datasetInfo(trajectory.job.dataset);
  const direction = row?.isExact && sigma > 0 ? noiseDirection(row.x, row.denoised, sigma) : undefined;
  const shared = { sizePx, pixel, onPoint };
  return (
    <>
      <PixelImage {...shared} name="x" bytes={row && toGray(normaliseNoisy(row.x, sigma, sigmaData))} values={row?.x} />
      <PixelImage {...shared} name="D(x; σ)" bytes={row && toGray(row.denoised)} values={row?.denoised} />
      <PixelImage {...shared} name="(x − D)/σ" bytes={direction && toGray(direction, 2.5)} values={direction} />
    </>
  );
}

interface HandAbsenceProps {
  readonly isEnd: boolean;
  readonly onStart: () => void;
}

function HandAbsence({ isEnd, onStart }: HandAbsenceProps) {
  if (!isEnd) return <p className="hand-check">The exact numbers come with the live run, in a moment.</p>;
  return (
    <div className="hand-check">
      <p>
        This is the end of the way: <var>σ</var> = 0, and <var>x</var> is the sample.
      </p>
      <button type="button" className="button" onClick={onStart}>
        Start again from noise
      </button>
    </div>
  );
}
