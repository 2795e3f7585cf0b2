import { ownLimits, sizeWords } from '../../data/own/limits';
import type { OwnSet } from '../../data/own/ownSet';
import { percent } from '../countAxis';
import { formatCount } from '../words';
import { target } from './compute';

/** What is done to the images, and how the numbers come about. */
export function OwnImagesMethod({ set }: { readonly set: OwnSet | undefined }) {
  const { mostImageBytes, mostTableBytes, mostBytes, mostPixels, leastImages, mostImages, seed } = ownLimits;
  return (
    <>
      <p>
        Your browser decodes each picture, turned as its EXIF data says and with transparent parts on black. Of it the
        largest square in the middle is taken, made gray by Rec. 601 luma, 0.299 R + 0.587 G + 0.114 B, and brought to
        28 × 28 by the mean over the area that each pixel covers. A table holds an image in each row, with a label or
        without; numbers from 0 to 1, −1 to 1 or 0 to 255 are taken as they are, all others from the least to the most
        in the file.
      </p>
      <p>
        Of equal images one stays. The rest are put in the order of their paths, then shuffled with seed {seed}, so that
        the first <var>N</var> are a fair choice; every tenth is held out, two at least, and never learned from. At most{' '}
        {sizeWords(mostImageBytes)} or {formatCount(mostPixels)} pixels a picture, {sizeWords(mostTableBytes)} a table,{' '}
        {sizeWords(mostBytes)} in all; from {leastImages} to {formatCount(mostImages)} images. A worker of this page
        reads them; no request carries them anywhere.
      </p>
      <p>
        The eigenvalues are those of the covariance of all images to learn from, from exact sums over bytes, in float64.
        The test loss is what the theory of Merger and Goldt expects of a linear model with the best ridge at the noise
        level of the theory figures; the number that is needed brings it within {percent(target.value)} of the loss of
        the true law’s own denoiser, if that law had these eigenvalues.
      </p>
      {set && (
        <dl className="facts">
          <dt>Your set</dt>
          <dd>
            <code>{set.id}</code>, the first digits of its sha256: networks trained on it, and links to it, name it so
          </dd>
        </dl>
      )}
    </>
  );
}
