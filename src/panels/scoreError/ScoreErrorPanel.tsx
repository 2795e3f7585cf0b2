import { networksAbsence } from '../words';
import type { MeasuredZoo } from '../../state/results';
import { scoreErrorsPath, type ScoreErrorMeasures } from '../../state/scoreErrors';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useNoiseLevel } from '../useNoiseLevel';
import { chosenRows, scoreFinding, scoreRows } from './compute';
import { ScoreErrorFigure } from './ScoreErrorFigure';
import { ScoreErrorMethod } from './ScoreErrorMethod';
import { scoreErrorTables } from './tables';

/** Which simple denoiser a network is like, over noise levels: few images beside many. */
export function ScoreErrorPanel() {
  const { results } = useSession();
  const loaded = useLoaded('score', () => Promise.all([results.zoo(), results.scoreErrors()]));
  const [zoo, measures] = loaded.value ?? [];
  return (
    <div className="figure-place is-short">
      {zoo && measures ? (
        <Whole zoo={zoo} measures={measures} />
      ) : (
        <FigurePlace title="Which simple denoiser is it?" problem={loaded} />
      )}
    </div>
  );
}

function Whole({ zoo, measures }: { readonly zoo: MeasuredZoo; readonly measures: ScoreErrorMeasures }) {
  const { dataset, images, split } = useInputs();
  const [sigma] = useNoiseLevel(measures.sigmas);
  const rows = scoreRows(dataset, zoo.networks, measures);
  const chosen = chosenRows(rows, images);
  return (
    <PanelFigure
      id="scoreError"
      title={scoreFinding(dataset, chosen, { split, sigma, sigmas: measures.sigmas })}
      caption={
        <>
          The thin line is the distance from the linear denoiser to the Gaussian. At large <var>σ</var> all nearly
          agree: each answers with the mean. Choose training images and look at the multi-delta at small <var>σ</var>:
          on held-out images it answers with the wrong image, on its own with the right one. With 64 images, why does
          the Gaussian stay far from the network when there is hardly any noise? It knows 63 directions and removes all
          others.
        </>
      }
      method={<ScoreErrorMethod measures={measures} />}
      tables={() => scoreErrorTables({ rows: chosen, split, sigmas: measures.sigmas })}
      sources={publishedAll([scoreErrorsPath, measures])}
    >
      {chosen.length > 0 ? (
        <ScoreErrorFigure rows={chosen} measures={measures} />
      ) : (
        <p className="figure-problem">{networksAbsence(dataset)}</p>
      )}
    </PanelFigure>
  );
}
