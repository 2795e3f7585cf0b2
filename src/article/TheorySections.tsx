import { panels } from '../panels/panels';

const { spectra: SpectraPanel, trainTest: TrainTestPanel } = panels;

/** How many images are enough: the theory of linear diffusion models beside what real images do. */
export function TheorySections() {
  return (
    <>
      <section className="prose">
        <h2>What do images have in common?</h2>
        <p>
          A denoiser that knows only the mean and the covariance of its images has few things to learn, and how many
          images that takes can be computed. All it depends on is the spectrum: how the variance of the images is spread
          over the directions of their space.
        </p>
      </section>
      <SpectraPanel />
      <section className="prose">
        <h2>How many images does a linear model need?</h2>
        <p>
          The simplest diffusion model is linear: one matrix for each noise level. It cannot memorise images, only their
          mean and covariance, and still it overfits when it has seen fewer images than they have pixels. Theory gives
          its losses for any number of images, before a single one is fitted.
        </p>
      </section>
      <TrainTestPanel />
    </>
  );
}
