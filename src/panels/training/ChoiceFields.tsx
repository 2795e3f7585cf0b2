import { type DatasetId, datasetInfo } from '../../data/catalog';
import { inputFields } from '../../state/inputs';
import type { TrainingChoice } from '../../state/training';
import { IconButton } from '../../ui/IconButton';
import { NumberBox } from '../../ui/NumberBox';
import { rollDie } from '../../ui/rollDie';
import { Segmented } from '../../ui/Segmented';
import { StopSlider } from '../../ui/StopSlider';
import { useDatasetOptions } from '../useDatasetOptions';
import { formatCount } from '../words';
import { countStops, lengthStops } from './compute';

const numberOptions = (values: readonly number[]) =>
  values.map((value) => ({ id: String(value), label: String(value) }));
const widthOptions = numberOptions([8, 16, 32, 64]);
const rateOptions = numberOptions([0.001, 0.002, 0.003, 0.004]);

export interface ChoiceFieldsProps {
  readonly choice: TrainingChoice;
  /** While a run is under way its choice stands. */
  readonly isFixed: boolean;
  readonly onChange: (patch: Partial<TrainingChoice>) => void;
}

/** What to train: the images, how many of them, and the network. */
export function ChoiceFields({ choice, isFixed, onChange }: ChoiceFieldsProps) {
  const { dataset, images, width, seed, learningRate, imagesSeen } = choice;
  const changeDataset = (next: DatasetId) =>
    onChange({ dataset: next, images: Math.min(images, datasetInfo(next).trainCount) });
  return (
    <fieldset className="training-choice" disabled={isFixed} aria-label="What to train">
      <Segmented legend="Images" options={useDatasetOptions()} value={dataset} onChange={changeDataset} />
      <StopSlider
        label={
          <>
            Training images <var>N</var>
          </>
        }
        stops={countStops(dataset)}
        value={images}
        words={`${formatCount(images)} images`}
        ends={['memorises', 'generalises']}
        onChange={(value) => onChange({ images: value })}
      />
      <StopSlider
        label="Length"
        stops={lengthStops}
        value={imagesSeen}
        words={`${formatCount(imagesSeen)} images seen`}
        ends={['short', 'long']}
        onChange={(value) => onChange({ imagesSeen: value })}
      />
      <Segmented
        legend="Width of the network"
        options={widthOptions}
        value={String(width)}
        onChange={(value) => onChange({ width: Number(value) })}
      />
      <Segmented
        legend="Learning rate"
        options={rateOptions}
        value={String(learningRate)}
        onChange={(value) => onChange({ learningRate: Number(value) })}
      />
      <NumberBox
        label="Training seed"
        value={seed}
        least={inputFields.seed.least}
        most={inputFields.seed.most}
        onChange={(value) => onChange({ seed: value })}
      >
        <IconButton icon="die" label="Draw another training seed" onPress={() => onChange({ seed: rollDie(1000) })} />
      </NumberBox>
    </fieldset>
  );
}
