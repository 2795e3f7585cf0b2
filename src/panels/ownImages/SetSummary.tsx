import { useStore } from 'zustand';
import type { OwnSet } from '../../data/own/ownSet';
import type { ReadingReport } from '../../state/ownImagesStorage';
import { Disclosure } from '../../ui/Disclosure';
import { useInputs, useSession } from '../session';
import { formatCount } from '../words';
import { reportSentences } from './compute';

/** What the set is, what became of the files, and what can be done with it. */
export function SetSummary({ set, report }: { readonly set: OwnSet; readonly report: ReadingReport | undefined }) {
  const { ownImages, showImages, removeImages } = useSession();
  const { isKept, isKeeping, keepProblem } = useStore(ownImages.store);
  const { dataset } = useInputs();
  const { trainCount, heldOutCount, sigmaData } = set.info;
  const show = (panel: 'stepper' | 'training') => {
    showImages(set);
    document.getElementById(`figure-${panel}`)?.scrollIntoView();
  };
  return (
    <section className="own-set" aria-label="Your set">
      <p className="own-set-counts">
        <strong>{set.name}</strong>: {formatCount(trainCount)} images to learn from, {formatCount(heldOutCount)} held
        out, in an order drawn once; <var>σ</var>
        <sub>data</sub> = {sigmaData.toFixed(3)}.
      </p>
      {report && <ReportView report={report} />}
      <p className="own-set-buttons">
        {dataset === set.id ? (
          <span className="own-set-used">In use in all figures</span>
        ) : (
          <button type="button" className="button" onClick={() => showImages(set)}>
            Use them in all figures
          </button>
        )}
        <button type="button" className="button" onClick={() => show('stepper')}>
          Look at them in the stepper
        </button>
        <button type="button" className="button" onClick={() => show('training')}>
          Train a network on them
        </button>
      </p>
      <p className="own-set-keep">
        <label>
          <input
            type="checkbox"
            checked={isKept}
            aria-disabled={isKeeping}
            onChange={({ target }) => !isKeeping && void ownImages.keep(target.checked)}
          />{' '}
          Keep them on this device for my next visit
        </label>
        <button type="button" className="button" onClick={() => void removeImages()}>
          Remove them
        </button>
      </p>
      <p className={keepProblem ? 'own-problem' : undefined} role="status">
        {keepProblem ?? (isKeeping ? 'One moment …' : isKept && 'They are kept on this device.')}
      </p>
    </section>
  );
}

/** What was done to the images, and the files that were not taken. */
export function ReportView({ report }: { readonly report: ReadingReport }) {
  const sentences = reportSentences(report);
  const { refused, refusedCount } = report;
  return (
    <>
      {sentences.length > 0 && <p className="own-set-report">{sentences.join(' ')}</p>}
      {refusedCount > 0 && (
        <Disclosure
          summary={`${formatCount(refusedCount)} ${refusedCount === 1 ? 'file was' : 'files or rows were'} not taken`}
        >
          {() => (
            <>
              <ul className="refusals">
                {refused.map(({ path, reason }) => (
                  <li key={`${path} ${reason}`}>
                    <strong>{path}</strong>: {reason}
                  </li>
                ))}
              </ul>
              {refusedCount > refused.length && <p>And {formatCount(refusedCount - refused.length)} more.</p>}
            </>
          )}
        </Disclosure>
      )}
    </>
  );
}
