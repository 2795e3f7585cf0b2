import { denoiserCatalog } from '../../denoisers/catalog';
import { normaliseNoisy, toGray } from '../../draw/gray';
import type { Progress } from '../../engine/protocol';
import { type OneStep, oneStepDenoisers, oneStepInputs } from '../../state/oneStep';
import { ImageTile } from '../../ui/ImageTile';
import { LineSample } from '../../ui/LineSample';
import { formatDistance, progressWords } from '../words';

export interface OneStepTilesProps {
  readonly sizePx: number;
  readonly heading: string;
  /** [2, 784]. */
  readonly noisy: Float32Array | undefined;
  readonly sigma: number;
  readonly sigmaData: number;
  readonly step: OneStep | undefined;
  /** Of the work that leads to it. */
  readonly progress?: Progress | undefined;
  /** Why there is nothing. */
  readonly problem: string | undefined;
}

const inputNames = { image: 'an image with noise', noise: 'noise alone' } as const;

/** What goes in, and what each denoiser makes of it. */
export function OneStepTiles({ sizePx, heading, noisy, sigma, sigmaData, step, progress, problem }: OneStepTilesProps) {
  return (
    <div className="one-step-set">
      <h3>{heading}</h3>
      {(problem !== undefined || !step) && (
        <p className={problem === undefined ? 'figure-waiting' : 'figure-problem'} role="status">
          {problem ?? (progress ? `${progressWords(progress)}.` : 'Denoising.')}
        </p>
      )}
      <div className="one-step-grid" style={{ gridTemplateColumns: `repeat(4, ${sizePx}px)` }}>
        {oneStepInputs.map((input, i) => {
          const x = noisy?.subarray((i * noisy.length) / 2, ((i + 1) * noisy.length) / 2);
          return [
            <figure key={input}>
              <ImageTile
                bytes={x && toGray(normaliseNoisy(x, sigma, sigmaData))}
                sizePx={sizePx}
                label={`Input: ${inputNames[input]}`}
              />
              <figcaption>{inputNames[input]}</figcaption>
            </figure>,
            ...oneStepDenoisers.map((id) => {
              const { label, color, line } = denoiserCatalog[id];
              const answer = step?.answers[i]?.[id];
              const distance = step?.distances[i]?.[id];
              return (
                <figure key={`${input} ${id}`}>
                  <ImageTile
                    bytes={answer && (answer instanceof Uint8Array ? answer : toGray(answer))}
                    sizePx={sizePx}
                    label={`${label} of ${inputNames[input]}`}
                    absence={step?.refused[id] ?? ''}
                  />
                  <figcaption>
                    <LineSample color={color} line={line} />
                    {label}
                    <span className="one-step-distance">
                      {id === 'network' || distance === undefined ? '' : formatDistance(distance)}
                    </span>
                  </figcaption>
                </figure>
              );
            }),
          ];
        })}
      </div>
    </div>
  );
}
