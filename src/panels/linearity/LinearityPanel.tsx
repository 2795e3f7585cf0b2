import { networksAbsence } from '../words';
import { linearityPath, type LinearityMeasures } from '../../state/linearityMeasures';
import type { MeasuredZoo } from '../../state/results';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { chosenRow, linearityFinding, linearityRows } from './compute';
import { LinearityFigure } from './LinearityFigure';
import { LinearityMethod } from './LinearityMethod';
import { linearityTables } from './tables';
import { useAsked } from './useAsked';

/** How close to linear networks and closed forms are, over noise levels. */
export function LinearityPanel() {
  const { results } = useSession();
  const loaded = useLoaded('linearity', () => Promise.all([results.zoo(), results.linearity()]));
  const [zoo, measures] = loaded.value ?? [];
  return (
    <div className="figure-place is-tall">
      {zoo && measures ? (
        <Whole zoo={zoo} measures={measures} />
      ) : (
        <FigurePlace title="How linear is it?" problem={loaded} />
      )}
    </div>
  );
}

function Whole({ zoo, measures }: { readonly zoo: MeasuredZoo; readonly measures: LinearityMeasures }) {
  const { dataset, images, network } = useInputs();
  const asked = useAsked();
  const rows = linearityRows(dataset, zoo.networks, measures);
  const chosen = chosenRow(rows, zoo.networks, measures, { network, images });
  return (
    <PanelFigure
      id="linearity"
      title={linearityFinding(dataset, rows, asked, measures)}
      caption={
        <>
          Mix two noisy images, denoise the mixture; or denoise both and mix the answers. A linear denoiser gives the
          same. The cosine sees only the direction: look at the error beside it. At both ends every good denoiser looks
          linear, because it answers with the mean when all is noise and with its input when nothing is. What does the
          multi-delta do at the clean end, and why? Choose noise alone as inputs: which denoisers still know what to do?
        </>
      }
      method={<LinearityMethod measures={measures} />}
      tables={() => (chosen ? linearityTables({ rows, chosen, asked, measures }) : [])}
      sources={publishedAll([linearityPath, measures])}
    >
      {chosen ? (
        <LinearityFigure networks={zoo.networks} rows={rows} chosen={chosen} asked={asked} measures={measures} />
      ) : (
        <p className="figure-problem">{networksAbsence(dataset)}</p>
      )}
    </PanelFigure>
  );
}
