import { panels } from '../panels/panels';

const { spectra: SpectraPanel } = panels;

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
    </>
  );
}
