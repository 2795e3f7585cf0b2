import { panels } from '../panels/panels';

const { linearity: LinearityPanel } = panels;

/** Is it linear? */
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
    </>
  );
}
