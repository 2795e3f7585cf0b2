import { panels } from '../panels/panels';
import { useRun } from '../panels/session';
import { finding } from '../panels/words';
import { Figure } from '../ui/Figure';
import { ManyNoises } from './ManyNoises';
import { Method } from './Method';
import { NumbersTable } from './NumbersTable';

const { lab: LabPanel, stepper: StepperPanel, plane: PlanePanel } = panels;

/** The opening: why the question, the figure that asks it, and what to try. */
export function Opening() {
  return (
    <>
      <header className="opening">
        <div className="masthead">
          <h1>The Hidden Gaussian</h1>
          <p className="subtitle">Why do diffusion models make new images, and not copies of old ones?</p>
        </div>
        <p>
          A diffusion model learns to take noise away from its training images, and then makes images out of noise
          alone. One that did this perfectly could only return its training images; real ones make new ones. Each row
          below turns the same noise into an image with another denoiser: a trained <strong>network</strong>; the{' '}
          <strong>Gaussian</strong>, which knows only the mean and the covariance of the training images; the{' '}
          <strong>multi-delta</strong>, which knows each of them and nothing else. A network that follows the
          multi-delta memorises; one that follows the Gaussian generalises.
        </p>
      </header>
      <OpeningFigure />
      <section className="prose">
        <h2>What to try</h2>
        <ol>
          <li>
            Press play, or use the arrow keys: all rows start from the same noise, and their guesses <var>D</var>(
            <var>x</var>; <var>σ</var>) part on the way. At which noise level does the multi-delta settle on one
            training image?
          </li>
          <li>
            Move <var>N</var> from 64 to 16,384. The multi-delta’s answer stays a training image, and the Gaussian’s a
            blurred new one. Which of the two does the network leave, and which does it come to?
          </li>
          <li>Roll the die. Is it so for every noise?</li>
          <li>Press any large tile to compare the rows pixel for pixel with the training images nearest to them.</li>
        </ol>
        <ManyNoises />
        <h2>The same paths, from above</h2>
        <p>
          An image is a point in a space of 784 dimensions, one for each pixel. Seen along the two directions in which
          the training images differ most, its way from noise to picture is a curve; the dots are training images. Point
          at a curve to move the stepper there, and at a dot to see which image it is.
        </p>
      </section>
      <PlaneFigure />
    </>
  );
}

function OpeningFigure() {
  const complete = useRun((run) => run.complete);
  return (
    <Figure
      title={complete ? finding(complete) : 'One noise, and what is made of it'}
      caption={
        <>
          The noisy image <var>x</var> is shown on the scale of the data, times <var>σ</var>
          <sub>data</sub>/√(<var>σ</var>² + <var>σ</var>
          <sub>data</sub>²); the direction (<var>x</var> − <var>D</var>)/<var>σ</var> from −2.5 (black) to 2.5 (white).
          A sample counts as a copy when the nearest training image is less than a third as far as the second nearest.
          Distances are root mean squares over pixels in [−1, 1].
        </>
      }
      method={<Method />}
      table={<NumbersTable />}
    >
      <LabPanel />
      <StepperPanel />
    </Figure>
  );
}

function PlaneFigure() {
  return (
    <figure className="figure is-medium" aria-label="Trajectories in the plane of the first two modes">
      <PlanePanel />
      <figcaption className="figure-caption">
        Equal units on both axes. The modes are those of all training images of the set, whatever <var>N</var>; a ring
        marks the training image nearest to each sample.
      </figcaption>
    </figure>
  );
}
