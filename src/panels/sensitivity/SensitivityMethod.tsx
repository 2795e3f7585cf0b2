import { shiftShare, type SensitivityMeasures } from '../../state/sensitivity';

export function SensitivityMethod({ measures }: { readonly measures: SensitivityMeasures }) {
  const { command, date, seed, sigmas } = measures;
  return (
    <>
      <p>
        The Jacobian <var>J</var> = ∂<var>D</var>/∂<var>x</var> at <var>x</var> = image + <var>σn</var>, by central
        differences along each of the 784 pixels in turn; its first right singular vectors by the Lanczos method on{' '}
        <var>J</var>
        <sup>T</sup>
        <var>J</var>. The number is the singular value: how much the answer moves for a small move of the input.
        Directions are drawn with gray for 0, their sign is arbitrary. The input is moved by {shiftShare} times the
        length of its noise, {shiftShare}
        <var>σ</var>√784.
      </p>
      <p>
        The best denoiser of any images has a symmetric Jacobian: the covariance of the images that <var>x</var> may
        come from, divided by <var>σ</var>². How far the network’s is from symmetric is in the table. At the smallest
        noise all singular values are near 1 and the first directions are not told apart: any would do.
      </p>
      <dl className="facts">
        <dt>Seed {seed}</dt>
        <dd>
          measured on {date} with <code>{command}</code> at {sigmas.length} noise levels; the seed names the noise and
          the held-out image, and was not chosen. Pixels stored in 8 bits.
        </dd>
        <dt>Other seeds</dt>
        <dd>computed in your browser when you ask for it</dd>
      </dl>
    </>
  );
}
