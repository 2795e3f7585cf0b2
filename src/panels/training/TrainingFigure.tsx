import { useStore } from 'zustand';
import { lookSettings } from '../../metrics/catalog';
import { PanelFigure } from '../PanelFigure';
import { useSession } from '../session';
import { trainingFinding } from './compute';
import { lookTables } from './tables';
import { TrainingPanel } from './TrainingPanel';

/** A network that the reader trains. */
export function TrainingFigure() {
  const { training } = useSession();
  const looks = useStore(training.store, (state) => state.looks);
  const job = useStore(training.store, (state) => state.job);
  return (
    <PanelFigure
      id="training"
      title={trainingFinding(looks)}
      caption={
        <>
          Try 256 images, or a smaller learning rate: does the least loss on new images come later? The mark on it moves
          as long as it falls. The share of the way tells beside which closed form of its training images the network
          is: 0 at the Gaussian, 1 at the multi-delta, however far it is from both. Does it leave the Gaussian with
          1,024 images too? Below each sample stands the training image nearest to it; a sample counts as a copy when
          that is less than a third as far as the second nearest.
        </>
      }
      method={<TrainingMethod />}
      tables={() => lookTables(looks)}
      sources={[{ kind: 'computed', what: 'Training', seed: job?.seed }]}
    >
      <TrainingPanel />
    </PanelFigure>
  );
}

/** How a network is trained and looked at. */
function TrainingMethod() {
  const { training } = useSession();
  const job = useStore(training.store, (state) => state.job);
  return (
    <>
      <p>
        The network learns <var>D</var>(<var>y</var> + <var>σ</var>
        <var>n</var>; <var>σ</var>) = <var>y</var> by the weighted squared error of Karras et al. 2022, with Adam, in
        batches of 16 images drawn with replacement, without augmentation; ln <var>σ</var> is drawn from N(−0.6, 1.4²)
        four times in five, else evenly between the ends of the noise levels. The learning rate rises over the first
        hundredth of the training, stays, and falls to zero over the second half. What is shown, and kept, is an average
        of the weights whose half-life is a twentieth of the images seen.
      </p>
      <p>
        At about {lookSettings.looks} moments it is looked at: both losses over {lookSettings.lossImages} images with
        fixed noises at {lookSettings.lossSigmas} quantiles of the law of <var>σ</var>, the same weights as in training;
        samples by {lookSettings.sampleSteps} steps of Heun’s method. It is compared with the closed forms on{' '}
        {lookSettings.distanceImages} training images and as many held-out ones, with noise at <var>σ</var> ={' '}
        {lookSettings.distanceSigmas.join(' and ')}: the share of the way is the projection of <var>D</var> on the line
        between the two, (<var>D</var> − <var>D</var>
        <sub>G</sub>) · (<var>D</var>
        <sub>δ</sub> − <var>D</var>
        <sub>G</sub>) / |<var>D</var>
        <sub>δ</sub> − <var>D</var>
        <sub>G</sub>|². On training images every linear denoiser is at 0 on average, whatever its distance: what takes a
        network away from 0 there is not linear. The distances are root mean squares over the held-out images.
      </p>
      {job && (
        <p>
          The same in a terminal:{' '}
          <code>
            npm run train -- --dataset {job.dataset} --images {job.subset.count} --width {job.width} --seed {job.seed}{' '}
            --batch-size {job.batchSize} --images-seen {job.imagesSeen} --learning-rate {job.learningRate}
          </code>
        </p>
      )}
    </>
  );
}
