import { panels } from '../panels/panels';

const { spectra: SpectraPanel, trainTest: TrainTestPanel, divergence: DivergencePanel, planner: PlannerPanel } = panels;

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
      <section className="prose">
        <h2>How far is what it draws from the truth?</h2>
        <p>
          A loss says how well a model denoises; what matters in the end is what it draws. For a linear model the whole
          law of its samples is known, a Gaussian, and so is its distance from the law that the images came from.
        </p>
      </section>
      <DivergencePanel />
      <section className="prose">
        <h2>How many images do you need?</h2>
        <p>
          Turned around, the theory is a tool: say what you want of a linear model, and read how many images it takes,
          which ridge, and when to stop.
        </p>
      </section>
      <PlannerPanel />
    </>
  );
}
