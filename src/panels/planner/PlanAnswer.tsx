import { datasetInfo } from '../../data/catalog';
import { momentsOf } from '../../state/linearFits';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useTheory } from '../useTheory';
import { useTimeStep } from '../useTimeStep';
import { useOwnFit } from '../useOwnFit';
import { formatCount } from '../words';
import { about, crossingWords, stopWords } from './compute';
import type { Check, Plan } from './usePlan';

export interface PlanAnswerProps {
  readonly spectrum: TheorySpectrum;
  readonly plan: Plan | undefined;
  readonly check: Check;
  readonly resamplings: { readonly wanted: number; readonly ready: number };
}

/** The plan in words: how many images, how sure, which ridge, when to stop. */
export function PlanAnswer({ spectrum, plan, check, resamplings }: PlanAnswerProps) {
  const { asked } = useTimeStep();
  const stop = useStop(spectrum, plan);
  if (!plan) return <div className="plan-answer">Computing.</div>;
  const { own, uncertainty, isReady } = plan;
  const most = spectrum.dataset && datasetInfo(spectrum.dataset).trainCount;
  return (
    <div className="plan-answer" aria-live="polite">
      <p className="plan-number">
        <b>{about(own.images)}</b> images
      </p>
      {Number.isFinite(own.images) && (
        <dl className="plan-facts">
          <dt>For each dimension</dt>
          <dd>{(own.images / spectrum.dim).toPrecision(2)}</dd>
          <dt>Best ridge</dt>
          <dd>{own.ridge.toPrecision(2)}</dd>
          <dt>When to stop</dt>
          <dd>
            {stop
              ? `${asked.t === undefined ? 'Averaged over all t,' : `At t = ${asked.t}`} ${stopWords(stop.curve)}${stop.words}`
              : 'Computing.'}
          </dd>
          {resamplings.wanted > 0 && (
            <>
              <dt>How sure</dt>
              <dd>
                {uncertainty
                  ? `${about(uncertainty.images)} when the spectrum’s bias is taken off, give or take ${Math.max(1, Math.round(100 * (uncertainty.factor - 1)))}%`
                  : resamplings.ready < resamplings.wanted
                    ? `Drawing the images anew: ${resamplings.ready} of ${resamplings.wanted}.`
                    : isReady
                      ? 'Some resampling of the images needs more than any number'
                      : `Planning for ${resamplings.wanted} resamplings of the images.`}
              </dd>
            </>
          )}
          {spectrum.published && (
            <>
              <dt>Really fitted</dt>
              <dd>
                {crossingWords(check.crossing)}
                {most !== undefined && own.images > most && `; there are ${formatCount(most)}`}
              </dd>
            </>
          )}
          {!spectrum.published && most !== undefined && (
            <>
              <dt>There are</dt>
              <dd>
                {formatCount(most)} to learn from. The spectrum is computed from them: the fewer there are, the steeper
                it looks, and the smaller the answer
              </dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}

const [draws, seed] = [5, 3];

/** When a model of about the planned number is best stopped, at the noise level that is looked at or averaged over all. */
function useStop(spectrum: TheorySpectrum, plan: Plan | undefined) {
  const { results } = useSession();
  const { levels, key } = useTimeStep();
  const { dataset, published, dim, eigenvalues } = spectrum;
  const file = useLoaded(published, () => results.linearFits(published!));
  const images = plan && Number.isFinite(plan.own.images) ? plan.own.images : undefined;
  const gap = (count: number) => Math.abs(Math.log(count / (images ?? 1)));
  const ownFit = useOwnFit(spectrum).value;
  const nearest = ownFit ?? file.value?.fits.reduce((best, fit) => (gap(fit.images) < gap(best.images) ? fit : best));
  const drawn = Math.min(Math.round(images ?? 1), 100_000);
  const isReady = images !== undefined && (dataset === undefined || nearest !== undefined);
  const stopping = useTheory('meanStopping', {
    key: isReady ? `${spectrum.key} ${key} ${nearest?.images ?? drawn} ${plan!.own.ridge}` : undefined,
    input: () => ({
      source: nearest
        ? { kind: 'fitted', fits: [momentsOf(nearest, dim)] }
        : { kind: 'drawn', eigenvalues, images: drawn, draws, seed },
      levels,
      ridge: plan!.own.ridge,
      predicts: 'noise',
      isImageByNoise: false,
      times: [1],
    }),
    delayMs: 150,
  });
  const [curve] = stopping?.frames ?? [];
  if (!curve) return undefined;
  const words = nearest ? ` (on the fit of ${formatCount(nearest.images)} images)` : ` (over ${draws} draws)`;
  return { curve, words };
}
