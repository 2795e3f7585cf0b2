import type { OneStepMeasures } from '../../state/oneStep';

export function OneStepMethod({ measures }: { readonly measures: OneStepMeasures }) {
  const { command, date, seed, sigmas } = measures;
  return (
    <>
      <p>
        <var>D</var>(<var>x</var>; <var>σ</var>) at <var>x</var> = image + <var>σn</var> and at <var>x</var> ={' '}
        <var>σn</var>, with the same normal noise <var>n</var>. The number below a picture is its root mean square
        difference to the network’s, in pixels of [−1, 1]. The input is drawn on the scale of the images, times{' '}
        <var>σ</var>
        <sub>data</sub>/√(<var>σ</var>² + <var>σ</var>
        <sub>data</sub>²). Noise alone is not what the sampler meets at small <var>σ</var>: there a denoiser is asked
        about an image that cannot be, of pixels near 0, half-way from black to white.
      </p>
      <dl className="facts">
        <dt>Seed {seed}</dt>
        <dd>
          measured on {date} with <code>{command}</code> at {sigmas.length} noise levels; the seed names the noise and
          the held-out image, and was not chosen. Pixels stored in 8 bits.
        </dd>
        <dt>Other seeds</dt>
        <dd>computed in your browser</dd>
      </dl>
    </>
  );
}
