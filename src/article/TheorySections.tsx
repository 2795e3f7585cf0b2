import { panels } from '../panels/panels';

const {
  spectra: SpectraPanel,
  trainTest: TrainTestPanel,
  divergence: DivergencePanel,
  stopping: StoppingPanel,
  reference: ReferencePanel,
  planner: PlannerPanel,
} = panels;

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
        <h2>Does it matter which images it saw?</h2>
        <p>
          If it does not, a denoiser of some images is as good as one of all of them, and they answer alike. And what it
          draws is no nearer to its own training images than to any others.
        </p>
      </section>
      <ReferencePanel />
      <section className="prose">
        <h2>When is it best to stop training?</h2>
        <p>
          A model that would overfit at the end of its training need not be trained to the end. How the loss of a linear
          model falls, and when it rises again, can be written down for each direction.
        </p>
      </section>
      <StoppingPanel />
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
