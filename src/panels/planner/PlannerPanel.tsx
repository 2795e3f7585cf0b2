import { isOwnId } from '../../data/catalog';
import { linearFitsPath } from '../../state/linearFits';
import { type MeasuredSpectrum, spectrumPath } from '../../state/spectra';
import type { Inputs } from '../../state/inputs';
import type { TheorySpectrum } from '../../state/theorySpectrum';
import { RangeField } from '../../ui/RangeField';
import { Segmented } from '../../ui/Segmented';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll, theorySource } from '../sources';
import { FigureProblem, firstProblem } from '../FigureProblem';
import { useInputs, useSession } from '../session';
import { TheoryBar } from '../TheoryBar';
import { useLoaded } from '../useLoaded';
import { useTheorySpectrum } from '../useTheorySpectrum';
import { useTimeStep } from '../useTimeStep';
import { planFinding, targetWords, withinStops } from './compute';
import { PlanAnswer } from './PlanAnswer';
import { PlanChart } from './PlanChart';
import { PlanMethod } from './PlanMethod';
import { planTables } from './tables';
import { ownResamplings, useOwnResampled } from './useOwnResampled';
import { useCheck, useOutlooks, usePlan } from './usePlan';
import { usePlans } from './usePlans';
import './planner.css';

const question = 'How many images do you need?';

/** Bring a spectrum and a target, get the number of images. */
export function PlannerPanel() {
  const spectrum = useTheorySpectrum();
  const { results } = useSession();
  const dataset = spectrum.value?.published;
  const measured = useLoaded(dataset, () => results.spectrum(dataset!));
  const isThere = spectrum.value && (dataset === undefined || measured.state !== 'waiting');
  return (
    <div className="figure-place is-tall">
      {isThere ? (
        <Whole spectrum={spectrum.value} measured={measured.value} />
      ) : (
        <FigurePlace title={question} problem={spectrum} />
      )}
    </div>
  );
}

const none: readonly (readonly number[])[] = [];

const targets: readonly { readonly id: Inputs['target']; readonly label: string; readonly hint: string }[] = [
  {
    id: 'excess',
    label: 'test loss and best',
    hint: 'Test loss over that of the true law’s own denoiser, less 1',
  },
  { id: 'gap', label: 'train and test', hint: 'Their difference over the test loss' },
  { id: 'divergence', label: 'samples and truth', hint: 'KL per direction, in nats' },
];

interface WholeProps {
  readonly spectrum: TheorySpectrum;
  /** Where the eigenvalues come from. */
  readonly measured: MeasuredSpectrum | undefined;
}

function Whole({ spectrum, measured }: WholeProps) {
  const ownResampled = useOwnResampled(spectrum);
  const isOwn = isOwnId(spectrum.dataset);
  const resampled = isOwn ? ownResampled : (measured?.resampled ?? none);
  const wanted = isOwn ? ownResamplings : resampled.length;
  const { change } = useSession();
  const inputs = useInputs();
  const step = useTimeStep();
  const plan = usePlan(spectrum, resampled.length === wanted ? resampled : none);
  const check = useCheck(spectrum, spectrum.published);
  const outlooks = useOutlooks(spectrum);
  const planned = usePlans();
  const { target, within } = inputs;
  const place = Math.max(
    0,
    withinStops.findLastIndex((stop) => stop <= within),
  );
  return (
    <PanelFigure
      id="planner"
      title={plan ? planFinding(spectrum, plan.own, inputs, step.words) : question}
      caption={
        <>
          Ask for half the distance: how many more images does it take? Choose little noise, where the small variances
          count, and much, where only the large ones do.{' '}
          {spectrum.published &&
            'The dots are linear models that were really fitted. They would cross the target at the planned number if real images were draws of a Gaussian; they are not, and samples, which hang on the smallest variances, show it most.'}
        </>
      }
      method={<PlanMethod resamplings={wanted} />}
      tables={() =>
        planTables({
          target: `${targetWords(inputs)}${target === 'divergence' ? '' : `, ${step.words}`}`,
          rows: planned,
          outlooks,
          fitted: check.outlooks,
        })
      }
      python={
        plan && Number.isFinite(plan.own.images)
          ? async (head) =>
              (await import('./python')).planScript(head, { spectrum, plan: plan.own, target, within, ...step.asked })
          : undefined
      }
      sources={[
        theorySource('Theory', undefined),
        ...(spectrum.published
          ? publishedAll([spectrumPath(spectrum.published), measured], [linearFitsPath(spectrum.published), check.file])
          : []),
      ]}
    >
      <TheoryBar hasTime={target !== 'divergence'} hasAllTimes />
      <div className="chart-bar is-second theory-bar">
        <Segmented
          legend="Distance between"
          options={targets}
          value={target}
          onChange={(chosen) => change({ target: chosen })}
        />
        <RangeField
          label="At most"
          value={place}
          least={0}
          most={withinStops.length - 1}
          words={target === 'divergence' ? `${within} nats` : `${Number((100 * within).toPrecision(3))}%`}
          onChange={(index) => change({ within: withinStops[index]! })}
        />
      </div>
      <div className="planner">
        <PlanAnswer spectrum={spectrum} plan={plan} check={check} resamplings={{ wanted, ready: resampled.length }} />
        <PlanChart spectrum={spectrum} plan={plan?.own} outlooks={outlooks} check={check} />
      </div>
      <FigureProblem {...firstProblem(plan, check)} />
    </PanelFigure>
  );
}
