import { formatCount } from '../words';
import type { WhichMapMeasures } from './compute';

/** The formulas, and how it was measured. */
export function WhichMapMethod({
  measures: { manifest, distillations, descents },
}: {
  readonly measures: WhichMapMeasures;
}) {
  const counts = manifest.maps.map(({ count }) => count);
  const stored = Math.max(...manifest.maps.map(({ storedError }) => storedError));
  const relative = manifest.maps.map(
    ({ standardError, gaussianSize, mapSize }) => (standardError * gaussianSize) / mapSize,
  );
  const rates = (optimizer: string) =>
    descents.curves.filter((curve) => curve.optimizer === optimizer).map(({ learningRate }) => learningRate);
  const range = (values: readonly number[]) =>
    values.length > 0 ? `${Math.min(...values).toPrecision(2)} to ${Math.max(...values).toPrecision(2)}` : 'none yet';
  return (
    <>
      <p>
        <var>W</var>
        <sub>L</sub> and <var>b</var>
        <sub>L</sub> minimise E |<var>Wz</var> + <var>b</var> − <var>D</var>(<var>z</var>; <var>σ</var>)|², with{' '}
        <var>z</var> = image + <var>σ</var>
        <var>n</var> (Li, Dai and Qu, equation 5), a pair for each noise level, here by normal equations. The entries of{' '}
        <var>W</var>
        <sub>L</sub> are noisy, for a network is far from linear: a standard error of 2% of |<var>W</var>
        <sub>L</sub>| would take some millions of answers. What is shown is the difference without that noise: the
        inputs are split into halves, each gives its own <var>W</var>
        <sub>L</sub>, and the product of their two differences to <var>W</var>
        <sub>G</sub> is right on average. All norms are Frobenius’s; <var>W</var>
        <sub>G</sub> is the Gaussian’s of the same training images.
      </p>
      <p>
        By gradient descent from <var>W</var> = 0 the noise stays in: those curves end higher. Adam takes batches of{' '}
        {descents.batchSize}. Adam’s rates in the paper are 5·10⁻⁵ to 5·10⁻², by noise level, for some 12,000 steps on
        inputs divided by √<var>d</var>; ours are larger, because there are {descents.epochs} passes of 8 steps: three
        times the largest entry of <var>W</var>
        <sub>G</sub> over the number of steps, times √<var>d</var>. The noise is not fresh in every pass, as it is in
        the paper: each image has {descents.draws} noises, so that the network need not be asked again. Plain descent
        takes all images at once, for in small batches their noise would hide its mean; it starts from the mean of the
        images, acts on <var>z</var> minus that mean, and follows (1 − (1 − 2<var>η</var>(<var>λ</var> + <var>σ</var>²))
        <sup>k</sup>) <var>W</var>
        <sub>L</sub> along each mode of the held-out images.
      </p>
      <dl className="facts">
        <dt>Networks, held-out images</dt>
        <dd>
          on {manifest.date} with <code>{manifest.command}</code>: {formatCount(manifest.images)} images, seed{' '}
          {manifest.seed}, {formatCount(Math.min(...counts))} to {formatCount(Math.max(...counts))} noisy inputs at each
          noise level; standard error {range(relative)} of |<var>W</var>
          <sub>L</sub>|. The files hold 8-bit steps of <var>W</var>
          <sub>L</sub> − <var>W</var>
          <sub>G</sub>, off by at most {(100 * stored).toPrecision(2)}% of |<var>W</var>
          <sub>L</sub>|
        </dd>
        <dt>Other inputs, multi-delta</dt>
        <dd>
          on {distillations.date} with <code>{distillations.command}</code>, seed {distillations.seed}
        </dd>
        <dt>Descent</dt>
        <dd>
          on {descents.date} with <code>{descents.command}</code>, seed {descents.seed}; rates of Adam{' '}
          {range(rates('adam'))}, of plain descent {range(rates('descent'))}
        </dd>
      </dl>
    </>
  );
}
