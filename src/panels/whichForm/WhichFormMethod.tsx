import type { LocalMeasures } from '../../state/localMeasures';
import { formatCount } from '../words';

/** What each number is, and how it was measured. */
export function WhichFormMethod({ measures }: { readonly measures: LocalMeasures }) {
  const { command, date, sampleCount, sampleSeed, imageCount, noiseSeed, calibration, sigmas } = measures;
  return (
    <>
      <p>
        At each noise level the answers to image + <var>σn</var> are compared with the network’s: the root mean square
        over pixels, its mean over held-out images. The winner is the least; it is clearly ahead when the next is behind
        by more than two standard errors of their difference, image by image. Where the local denoiser’s square holds
        the whole image, it is the multi-delta, and stands for it. The squared error is that to the clean image.
      </p>
      <p>
        The local denoiser’s square <var>P</var>(<var>σ</var>) is, at each level, the one whose answers are nearest to
        the network’s on other held-out images than those of the comparison. Its squares are cut at the border, and stay
        where they are.
      </p>
      <p>
        r<sup>2</sup> is the squared correlation over pixels of two samples from the same noise; centred, the mean
        training image is subtracted from both first. All samples are drawn by ten steps of Euler’s method, because the
        linear denoisers exist at these levels only; ten steps shrink the contrast of all alike. A linear denoiser is
        distilled from its network’s answers to 8,192 to 32,768 noisy held-out images a level. Those of two networks
        come with the page; the numbers measured here are without the others.
      </p>
      <dl className="facts">
        <dt>Measured</dt>
        <dd>
          on {date} with <code>{command}</code>; samples of {sampleCount} noises, seed {sampleSeed}; errors on the first{' '}
          {imageCount} held-out images, noise of seed {noiseSeed}, at {sigmas.length} noise levels; calibrated on{' '}
          {calibration.count} held-out images from number {formatCount(calibration.start + 1)} on
        </dd>
        <dt>Kamb and Ganguli</dt>
        <dd>
          <a href="https://arxiv.org/abs/2412.20292">arXiv:2412.20292</a>: U-Nets and ResNets of convolutions alone, in
          colour for CIFAR-10 and CelebA, at 32 × 32 pixels, held against a denoiser whose squares may come from any
          place. Ours: a U-Net of 335,000 parameters with one dense layer over the whole image, gray images of 28 × 28
        </dd>
      </dl>
    </>
  );
}
