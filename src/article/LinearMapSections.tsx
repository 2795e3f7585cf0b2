import { panels } from '../panels/panels';

const { whichMap: WhichMapPanel, singularVectors: SingularVectorsPanel } = panels;

/** Which linear map a network comes near to. */
export function LinearMapSections() {
  return (
    <>
      <section className="prose">
        <h2>Which linear map is it?</h2>
        <p>
          Suppose the network were a matrix. Which one would it be? Ask it about many noisy images and find the matrix
          that comes nearest to its answers, one for each noise level: that is the linear denoiser. Nothing in this says
          “covariance”. Is it the Gaussian’s all the same?
        </p>
      </section>
      <WhichMapPanel />
      <section className="prose">
        <h2>Does it act in the same directions?</h2>
        <p>
          A matrix picks directions out of its input and keeps more or less of each. The Gaussian’s directions are the
          modes of the covariance. Take the network’s linear map apart and lay its directions beside them.
        </p>
      </section>
      <SingularVectorsPanel />
    </>
  );
}
