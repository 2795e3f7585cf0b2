import { formatSigma } from '../draw/sigmaAxis';
import { StopSlider } from '../ui/StopSlider';

export interface NoiseLevelSliderProps {
  /** Descending; one of them is the value. */
  readonly sigmas: readonly number[];
  readonly value: number;
  readonly onChange: (sigma: number) => void;
}

/** The noise level looked at: noise on the left. */
export function NoiseLevelSlider({ sigmas, value, onChange }: NoiseLevelSliderProps) {
  return (
    <StopSlider
      label="Noise level"
      stops={sigmas.map((sigma) => ({ value: sigma, label: formatSigma(sigma), isMarked: false }))}
      value={value}
      words={`σ = ${formatSigma(value)}`}
      ends={['noise', 'clean']}
      part="sigma"
      onChange={onChange}
    />
  );
}
