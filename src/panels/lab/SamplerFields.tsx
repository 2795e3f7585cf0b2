import { paperSchedule } from '../../denoisers/linearCatalog';
import { samplerCatalog, type SamplerId } from '../../diffusion/catalog';
import { inputFields, type NumberField } from '../../state/inputs';
import { RangeField } from '../../ui/RangeField';
import { Segmented } from '../../ui/Segmented';
import { useInputs, useSession } from '../session';

const samplers = (Object.keys(samplerCatalog) as SamplerId[]).map((id) => ({
  id,
  label: samplerCatalog[id].label,
  hint: samplerCatalog[id].description,
}));

const range = ({ least, most }: NumberField, value: number) => ({ least, most, value, words: String(value) });

/** How the way from noise to image is cut into steps. */
export function SamplerFields({ id }: { readonly id: string }) {
  const { change } = useSession();
  const { steps, solver, sigmaMax, rho } = useInputs();
  return (
    <div className="lab-sampler" id={id}>
      <Segmented legend="Solver" options={samplers} value={solver} onChange={(next) => change({ solver: next })} />
      <RangeField label="Steps" {...range(inputFields.steps, steps)} onChange={(value) => change({ steps: value })} />
      <RangeField
        label="Largest noise level"
        {...range(inputFields.sigmaMax, sigmaMax)}
        onChange={(value) => change({ sigmaMax: value })}
      />
      <RangeField
        label="Curvature ρ"
        {...range(inputFields.rho, rho)}
        step={0.5}
        onChange={(value) => change({ rho: value })}
      />
      <button
        type="button"
        className="button"
        title="Li, Dai and Qu, section 3: the linear denoiser is ready at these noise levels"
        onClick={() => change({ ...paperSchedule, solver: 'euler' })}
      >
        As in the paper: Euler, {paperSchedule.steps} steps
      </button>
    </div>
  );
}
