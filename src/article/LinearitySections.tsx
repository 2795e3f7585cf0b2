import { panels } from '../panels/panels';

const {
  linearity: LinearityPanel,
  learningOrder: LearningOrderPanel,
  oneStep: OneStepPanel,
  sensitivity: SensitivityPanel,
  sampleRows: SampleRowsPanel,
  scoreError: ScoreErrorPanel,
} = panels;

/** Is it linear, and what does one step show? */
export function LinearitySections() {
  return (
    <>
      <section className="prose">
        <h2>How linear is it?</h2>
        <p>
          The Gaussian denoiser is as simple as a denoiser can be: a matrix times the image, plus a constant. A trained
          network could be anything. So ask it: is the answer to a mixture of two noisy images the mixture of its
          answers?
        </p>
      </section>
      <LinearityPanel />
      <section className="prose">
        <h2>Which simple denoiser is it?</h2>
        <p>
          Nearly linear is not yet Gaussian, and a network that remembers should be near to the multi-delta instead. Ask
          all of them about the same noisy images, and measure how far their answers are from the network’s.
        </p>
      </section>
      <ScoreErrorPanel />
      <section className="prose">
        <h2>Which denoiser draws the network’s images?</h2>
        <p>
          Distances are one thing, images another. Let every denoiser draw from the same noises, and look for the
          network’s images among those of the others.
        </p>
      </section>
      <SampleRowsPanel />
      <section className="prose">
        <h2>What does it see in noise?</h2>
        <p>
          Give a denoiser an image under noise, and then the same noise without an image. What it adds in the second
          case cannot come from its input. It is what it believes of images before it has seen one.
        </p>
      </section>
      <OneStepPanel />
      <section className="prose">
        <h2>What does it answer to?</h2>
        <p>
          Near one noisy image every smooth denoiser is nearly linear. Its best linear map there has directions along
          which the answer follows the input most. They show what the denoiser takes for image rather than for noise.
        </p>
      </section>
      <SensitivityPanel />
      <section className="prose">
        <h2>What does a linear denoiser learn first?</h2>
        <p>
          A linear denoiser that learns from noisy images ends at the Gaussian one, whatever the images are. On the way
          there it does not learn everything at once: the directions in which images vary most come first, the finest
          detail last.
        </p>
      </section>
      <LearningOrderPanel />
    </>
  );
}
