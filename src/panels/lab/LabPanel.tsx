import { useId, useState } from 'react';
import { datasetInfo } from '../../data/catalog';
import { samplerCatalog } from '../../diffusion/catalog';
import { inputFields } from '../../state/inputs';
import { DrawerButton } from '../../ui/DrawerButton';
import { IconButton } from '../../ui/IconButton';
import { NumberBox } from '../../ui/NumberBox';
import { rollDie } from '../../ui/rollDie';
import { Segmented } from '../../ui/Segmented';
import { SelectField } from '../../ui/SelectField';
import { StopSlider } from '../../ui/StopSlider';
import { useInputs, useRun, useSession } from '../session';
import { useDatasetOptions } from '../useDatasetOptions';
import { formatCount } from '../words';
import { imageStops, networkOptions, shareOf } from './compute';
import { SamplerFields } from './SamplerFields';
import './lab.css';

/** The inputs that all figures share. */
export function LabPanel() {
  const { change } = useSession();
  const inputs = useInputs();
  const networks = useRun((run) => run.networks);
  const stops = imageStops(inputs.dataset, inputs.images, networks.list);
  const { dim } = datasetInfo(inputs.dataset);
  const share = shareOf(stops, dim);
  const choices = networkOptions(networks.list, inputs);
  const [isOpen, setOpen] = useState(false);
  const samplerId = useId();
  return (
    <section className="lab" aria-label="What to compute">
      <Segmented
        legend="Images"
        options={useDatasetOptions()}
        value={inputs.dataset}
        onChange={(dataset) => change({ dataset })}
      />
      <StopSlider
        label={
          <>
            Training images <var>N</var>
          </>
        }
        stops={stops}
        value={inputs.images}
        words={`${formatCount(inputs.images)} images`}
        ends={['memorises', 'generalises']}
        part="N"
        landmark={share === undefined ? undefined : { share, label: `d = ${dim}` }}
        onChange={(images) => change({ images })}
      />
      {choices.options.length > 1 && (
        <SelectField
          label="Network"
          options={choices.options}
          value={choices.value}
          onChange={(network) => change({ network })}
        />
      )}
      <NumberBox
        label="Noise seed"
        value={inputs.seed}
        least={inputFields.seed.least}
        most={inputFields.seed.most}
        onChange={(seed) => change({ seed })}
      >
        <IconButton icon="die" label="Draw another noise" onPress={() => change({ seed: rollDie(1000) })} />
      </NumberBox>
      <DrawerButton
        label="Sampler"
        words={`${samplerCatalog[inputs.solver].label}, ${inputs.steps} steps`}
        isOpen={isOpen}
        controls={samplerId}
        onToggle={() => setOpen(!isOpen)}
      />
      {isOpen && <SamplerFields id={samplerId} />}
    </section>
  );
}
