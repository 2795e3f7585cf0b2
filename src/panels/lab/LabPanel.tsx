import { datasets, type DatasetId } from '../../data/catalog';
import { samplerCatalog, type SamplerId } from '../../diffusion/catalog';
import { inputFields } from '../../state/inputs';
import { Disclosure } from '../../ui/Disclosure';
import { IconButton } from '../../ui/IconButton';
import { NumberBox } from '../../ui/NumberBox';
import { RangeField } from '../../ui/RangeField';
import { rollDie } from '../../ui/rollDie';
import { Segmented } from '../../ui/Segmented';
import { StopSlider } from '../../ui/StopSlider';
import { useInputs, useRun, useSession } from '../session';
import { formatCount } from '../words';
import { imageStops, shareOf } from './compute';

const options = <Id extends string>(catalog: Record<Id, { readonly label: string; readonly description?: string }>) =>
  (Object.keys(catalog) as Id[]).map((id) => ({ id, label: catalog[id].label, hint: catalog[id].description ?? '' }));
const datasetOptions = options<DatasetId>(datasets);
const samplerOptions = options<SamplerId>(samplerCatalog);

/** The inputs that all figures share. */
export function LabPanel() {
  const { change } = useSession();
  const inputs = useInputs();
  const networks = useRun((run) => run.networks);
  const stops = imageStops(inputs.dataset, inputs.images, networks.list);
  const { dim } = datasets[inputs.dataset];
  const share = shareOf(stops, dim);
  return (
    <section className="lab" aria-label="What to compute">
      <Segmented
        legend="Images"
        options={datasetOptions}
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
        landmark={share === undefined ? undefined : { share, label: `d = ${dim}` }}
        onChange={(images) => change({ images })}
      />
      <NumberBox
        label="Noise seed"
        value={inputs.seed}
        least={inputFields.seed.least}
        most={inputFields.seed.most}
        onChange={(seed) => change({ seed })}
      >
        <IconButton icon="die" label="Draw another noise" onPress={() => change({ seed: rollDie(1000) })} />
      </NumberBox>
      <SamplerFields />
    </section>
  );
}

function SamplerFields() {
  const { change } = useSession();
  const { steps, solver, sigmaMax, rho } = useInputs();
  const { steps: stepsField, sigmaMax: sigmaMaxField, rho: rhoField } = inputFields;
  return (
    <Disclosure summary={`Sampler: ${samplerCatalog[solver].label}, ${steps} steps`}>
      <div className="lab-sampler">
        <Segmented legend="Solver" options={samplerOptions} value={solver} onChange={(id) => change({ solver: id })} />
        <RangeField
          label="Steps"
          {...rangeOf(stepsField)}
          value={steps}
          words={String(steps)}
          onChange={(value) => change({ steps: value })}
        />
        <RangeField
          label="Largest noise σ max"
          {...rangeOf(sigmaMaxField)}
          value={sigmaMax}
          words={String(sigmaMax)}
          onChange={(value) => change({ sigmaMax: value })}
        />
        <RangeField
          label="Curvature ρ of the schedule"
          {...rangeOf(rhoField)}
          step={0.5}
          value={rho}
          words={String(rho)}
          onChange={(value) => change({ rho: value })}
        />
      </div>
    </Disclosure>
  );
}

const rangeOf = ({ least, most }: { readonly least: number; readonly most: number }) => ({ least, most });
