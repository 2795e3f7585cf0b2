import type { LinearFits } from '../../state/linearFits';
import type { PairMeasures } from '../../state/pairMeasures';
import type { References } from '../../state/references';
import { Measured } from '../Measured';

export interface ReferenceMethodProps {
  readonly draws: number;
  readonly seed: number;
  readonly fits: LinearFits | undefined;
  readonly pairs: PairMeasures | undefined;
  readonly references: References | undefined;
}

/** What each number is, and how it was computed. */
export function ReferenceMethod({ draws, seed, fits, pairs, references }: ReferenceMethodProps) {
  return (
    <>
      <p>
        E|ε<sub>N</sub>(<var>x</var>) − ε<sub>ref</sub>(<var>x</var>)|²/<var>d</var> over new noisy images, both linear
        with the same ridge: per dimension, in units of the noise; the denoisers differ by <var>σ</var>² times it.
        Theory by deterministic equivalents, derived here (the replica formula of Merger and Goldt has the same limit).
        Power laws: {draws} draws at each <var>N</var>, seed {seed}; the reference is the true law; bars are two
        standard errors. Real images: the reference is the fit on all training images, which the first <var>N</var> are
        part of, so that the dots fall below the theory towards the right end; on 100 held-out images, exactly averaged
        over the noise, at a few noise levels and ridges, of which the nearest to those chosen are shown.
      </p>
      <p>
        Cosines are of raw pixels, median and middle half over samples. Networks have no ridge, and their reference is
        the network of the same width on most images, which is itself not the truth.
      </p>
      <dl className="facts">
        {fits && (
          <>
            <dt>Fits</dt>
            <dd>
              measured on {fits.date} with <code>{fits.command}</code>
            </dd>
          </>
        )}
        {references && (
          <>
            <dt>Networks</dt>
            <dd>
              measured on {references.date} with <code>{references.command}</code>; {references.imageCount} held-out
              images, one noise each, seed {references.noiseSeed}
            </dd>
          </>
        )}
        {pairs && <Measured what="Samples" {...pairs} />}
      </dl>
    </>
  );
}
