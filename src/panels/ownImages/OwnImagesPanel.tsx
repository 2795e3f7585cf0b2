import { useStore } from 'zustand';
import { FigureProblem } from '../FigureProblem';
import { PanelFigure } from '../PanelFigure';
import { useSession } from '../session';
import { theorySource } from '../sources';
import { useTimeStep } from '../useTimeStep';
import { standingFinding } from './compute';
import { DropZone } from './DropZone';
import { OwnImagesMethod } from './OwnImagesMethod';
import { PreviewGrid } from './PreviewGrid';
import { ReportView, SetSummary } from './SetSummary';
import { StandingCharts } from './StandingCharts';
import { ownImagesTables } from './tables';
import { useStanding } from './useStanding';
import './ownImages.css';

/** The reader's own images: brought, looked at, and held against the theory; from then on all figures can be about them. */
export function OwnImagesPanel() {
  const { ownImages } = useSession();
  const { set, report, reading, previews, problem } = useStore(ownImages.store);
  const { words } = useTimeStep();
  const { spectrum, outlooks, standing, message, retry } = useStanding(set);
  return (
    <div className="figure-place own-images">
      <PanelFigure
        id="ownImages"
        title={
          standing
            ? standingFinding(standing, words)
            : set
              ? 'Where do your images stand?'
              : 'Bring your own images: do they suffice?'
        }
        caption={
          <>
            Bring 50 images, then 5,000 of the same kind: how does the number that is needed change? It is told from the
            spectrum of the images that are there, and looks too small while they are few. Choose your images in the bar
            at the top, and the other figures are about them; those of networks measured beforehand stay with the images
            of the page, until you train a network on yours.
          </>
        }
        method={<OwnImagesMethod set={set} />}
        tables={() => ownImagesTables({ set, spectrum, outlooks, standing })}
        sources={set ? [theorySource('Spectrum and theory of your images', undefined)] : []}
      >
        <DropZone />
        {problem && (
          <div className="own-refused" role="alert">
            <p>{problem.words}</p>
            {problem.report && <ReportView report={problem.report} />}
          </div>
        )}
        <PreviewGrid previews={previews} />
        {set && !reading && <SetSummary set={set} report={report} />}
        {set &&
          (spectrum ? (
            <StandingCharts spectrum={spectrum} outlooks={outlooks} standing={standing} />
          ) : (
            !message && (
              <p className="figure-caption">Adding up the covariance of your images, and finding its eigenvalues.</p>
            )
          ))}
        <FigureProblem message={message} retry={retry} />
      </PanelFigure>
    </div>
  );
}
