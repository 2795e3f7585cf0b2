import type { SampleRowsMeasures } from '../../state/sampleRows';

export function SampleRowsMethod({ measures }: { readonly measures: SampleRowsMeasures }) {
  const { command, date, seed, count } = measures;
  return (
    <>
      <p>
        The probability-flow equation from <var>σ</var> = 80, the same normal noises for all denoisers, by Euler’s
        method over the ten noise levels of Li, Dai and Qu: the linear denoiser exists at these alone. So few steps of
        Euler’s method shrink the standard deviation of a Gaussian’s samples by 19% (variance 79) to 37% (0.001); all
        rows share that. Distances are root mean square differences of pixels in [−1, 1], the median over {count}{' '}
        noises.
      </p>
      <dl className="facts">
        <dt>Seed {seed}</dt>
        <dd>
          measured on {date} with <code>{command}</code>; not chosen. Pixels stored in 8 bits: what lies beyond black or
          white is cut off, in the distances too.
        </dd>
        <dt>Other seeds</dt>
        <dd>drawn in your browser</dd>
      </dl>
    </>
  );
}
