import type { ScoreErrorMeasures } from '../../state/scoreErrors';
import { formatCount } from '../words';

/** The formula, and how it was measured. */
export function ScoreErrorMethod({ measures }: { readonly measures: ScoreErrorMeasures }) {
  const { command, date, count, seed, sigmas } = measures;
  return (
    <>
      <p>
        The root mean square over pixels of <var>D</var> − <var>D</var>
        <sub>network</sub> at <var>x</var> = image + <var>σn</var>, its mean over images; the band is one standard
        error. Divided by <var>σ</var>² it is the score-field error of Li, Dai and Qu (equation 6 of their workshop
        paper). Relative is the same difference divided by the length of the network’s answer.
      </p>
      <p>
        The linear denoiser is distilled from the network’s answers to noisy <em>held-out</em> images, also where it is
        asked about training images. It comes with the page for two networks of Fashion. On its own noisy training
        images the best linear map for an exact denoiser is the Gaussian, whether that denoiser remembers or not: only
        held-out images tell them apart.
      </p>
      <dl className="facts">
        <dt>Measured</dt>
        <dd>
          on {date} with <code>{command}</code>; the first {formatCount(count)} images of a split (all, when there are
          fewer), noise of seed {seed}, at the {sigmas.length} noise levels of Li, Dai and Qu
        </dd>
      </dl>
    </>
  );
}
