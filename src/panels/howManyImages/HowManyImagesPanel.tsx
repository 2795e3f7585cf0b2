import { networkMeasuresPath } from '../../state/networkMeasures';
import { datasetInfo } from '../../data/catalog';
import type { MeasuredZoo } from '../../state/results';
import { pairsPath, type PairMeasures } from '../../state/pairMeasures';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { FigureProblem, type Problem } from '../FigureProblem';
import { useInput, useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useShownCount } from '../useShownCount';
import { formatCount } from '../words';
import { countAbsence, countFinding, countRows } from './compute';
import { CopyPairs } from './CopyPairs';
import { CountCharts } from './CountCharts';
import { CountLive } from './CountLive';
import { CountMethod } from './CountMethod';
import { countTables } from './tables';

/** The title as long as there is no finding. */
const question = 'How many images does it take?';

/** Copies, distance and cosine to the training images against N, and the samples themselves. */
export function HowManyImagesPanel() {
  const { results } = useSession();
  const zoo = useLoaded('zoo', results.zoo);
  const pairs = useLoaded('pairs', results.pairs);
  const isWaiting = zoo.state === 'waiting' || pairs.state === 'waiting';
  return (
    <div className="figure-place is-tall">
      {isWaiting ? (
        <FigurePlace title={question} />
      ) : (
        <Whole zoo={zoo.value} pairs={pairs.value} problems={[zoo, pairs]} />
      )}
    </div>
  );
}

interface WholeProps {
  readonly zoo: MeasuredZoo | undefined;
  readonly pairs: PairMeasures | undefined;
  /** Why a file is missing. */
  readonly problems: readonly Problem[];
}

function Whole({ zoo, pairs, problems }: WholeProps) {
  const { dataset, images } = useInputs();
  const [pointed, setPointed] = useShownCount();
  const [centring, setCentring] = useInput('centring');
  const networks = zoo?.networks ?? [];
  const rows = countRows(dataset, networks, pairs?.closedForms ?? []);
  const isThere = (count: number | undefined) => rows.some((row) => row.images === count);
  const shown = isThere(pointed) ? pointed : isThere(images) ? images : rows[0]?.images;
  const row = rows.find((each) => each.images === shown);
  const absence = zoo && countAbsence(dataset, networks);
  return (
    <PanelFigure
      id="howManyImages"
      title={zoo ? countFinding(dataset, rows) : question}
      caption={
        <>
          Point at a column, or go to it with the keyboard, to see the samples at that <var>N</var>; press it to set{' '}
          <var>N</var> for the whole page. Where do the network’s samples leave the training images, and how far is it
          then from <var>d</var> = {datasetInfo(dataset).dim}, where the covariance gets its full rank? Any image finds
          a nearer neighbour among more: compare with the held-out images, which nobody learned from. Bands hold the
          middle half of the samples. {absence}
        </>
      }
      method={<CountMethod zoo={zoo} pairs={pairs} />}
      tables={() => countTables(rows, centring)}
      sources={publishedAll([networkMeasuresPath, zoo?.measures], [pairsPath, pairs])}
    >
      {problems.map(({ message, retry }, i) => (
        <FigureProblem key={i} message={message} retry={retry} />
      ))}
      {rows.length > 0 && (
        <CountCharts rows={rows} centring={centring} onCentring={setCentring} shown={shown} onShow={setPointed} />
      )}
      {row?.network && zoo && (
        <CopyPairs
          key={row.network.id}
          network={row.network}
          sampleCount={zoo.measures.sampleCount}
          centring={centring}
        />
      )}
      {row && !row.network && (
        <p className="figure-problem">
          No finished network was trained on the first {formatCount(row.images)} images, so there are no samples of one
          to show here.
        </p>
      )}
      {row && pairs && <CountLive row={row} pairs={pairs} centring={centring} />}
    </PanelFigure>
  );
}
