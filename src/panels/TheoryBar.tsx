import { formatSigma } from '../draw/sigmaAxis';
import { ridgeStops } from '../theory/ridges';
import { RangeField } from '../ui/RangeField';
import { Segmented } from '../ui/Segmented';
import { useInputs, useSession } from './session';
import { useDatasetOptions } from './useDatasetOptions';
import { useTimeStep } from './useTimeStep';

export interface TheoryBarProps {
  readonly hasRidge?: boolean;
  /** The choice of t; and of all t at once. */
  readonly hasTime?: boolean;
  readonly hasAllTimes?: boolean;
}

const powerLaw = {
  id: 'power',
  label: 'Power law',
  hint: 'Eigenvalues that fall as a power of their rank, in 100 dimensions',
} as const;

export const ridgeWords = (ridge: number) => (ridge === 0 ? '0' : String(ridge));

/** What all theory figures share: the spectrum, the ridge, the noise level. */
export function TheoryBar({ hasRidge = false, hasTime = false, hasAllTimes = false }: TheoryBarProps) {
  const { change } = useSession();
  const { spectrum, exponent, ridge } = useInputs();
  const place = ridgeStops.findLastIndex((stop) => stop <= ridge);
  return (
    <div className="chart-bar theory-bar">
      <Segmented
        legend="Spectrum"
        options={[...useDatasetOptions(), powerLaw]}
        value={spectrum}
        onChange={(chosen) => change({ spectrum: chosen })}
      />
      {spectrum === 'power' && (
        <RangeField
          label="Exponent k"
          value={exponent}
          least={0}
          most={2.5}
          step={0.1}
          words={exponent.toFixed(1)}
          onChange={(value) => change({ exponent: Number(value.toFixed(1)) })}
        />
      )}
      {hasRidge && (
        <RangeField
          label="Ridge c"
          value={place}
          least={0}
          most={ridgeStops.length - 1}
          words={ridgeWords(ridge)}
          onChange={(index) => change({ ridge: ridgeStops[index]! })}
        />
      )}
      {hasTime && <TimeFields hasAllTimes={hasAllTimes} />}
    </div>
  );
}

function TimeFields({ hasAllTimes }: { readonly hasAllTimes: boolean }) {
  const { change } = useSession();
  const { times, betas } = useInputs();
  const { t, sigma, most, lastAlphaBar, choose } = useTimeStep();
  return (
    <>
      {hasAllTimes && (
        <Segmented
          legend="Noise levels"
          options={[
            { id: 'one', label: 'one t' },
            { id: 'all', label: 'all t' },
          ]}
          value={times}
          onChange={(chosen) => change({ times: chosen })}
        />
      )}
      {(times === 'one' || !hasAllTimes) && (
        <RangeField
          label="Time t"
          value={t}
          least={1}
          most={most}
          words={`${t}, σ = ${formatSigma(sigma)}`}
          onChange={choose}
        />
      )}
      <Segmented
        legend={`Last β (ᾱ ends at ${Number(lastAlphaBar.toPrecision(1))})`}
        options={[
          { id: 'code', label: '0.02', hint: 'As in the code of Merger and Goldt, and in Ho et al.' },
          { id: 'slides', label: '0.01', hint: 'As on the slides of Merger and Goldt' },
        ]}
        value={betas}
        onChange={(chosen) => change({ betas: chosen })}
      />
    </>
  );
}
