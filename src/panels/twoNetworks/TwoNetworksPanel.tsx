import type { MeasuredZoo } from '../../state/results';
import { pairsPath, type PairMeasures } from '../../state/pairMeasures';
import { InPieces } from '../../ui/InPieces';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { FigureProblem, type Problem } from '../FigureProblem';
import { useInput, useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useShownCount } from '../useShownCount';
import { pairAbsence, pairFinding, pairRows } from './compute';
import { CosineHistograms } from './CosineHistograms';
import { MedianCharts } from './MedianCharts';
import { PairLive } from './PairLive';
import { PairMethod } from './PairMethod';
import { pairTables } from './tables';
import { TwinPairs } from './TwinPairs';

/** Samples of two networks that learned from disjoint halves, from the same noises; and of the closed forms of these halves. */
export function TwoNetworksPanel() {
  const { results } = useSession();
  const pairs = useLoaded('pairs', results.pairs);
  const zoo = useLoaded('zoo', results.zoo);
  return (
    <div className="figure-place is-tall">
      {pairs.state === 'ready' && zoo.state !== 'waiting' ? (
        <Whole pairs={pairs.value} zoo={zoo.value} problem={zoo} />
      ) : (
        <FigurePlace title="Two networks, one noise" problem={pairs} />
      )}
    </div>
  );
}

interface WholeProps {
  readonly pairs: PairMeasures;
  readonly zoo: MeasuredZoo | undefined;
  /** Why the networks are missing. */
  readonly problem: Problem;
}

function Whole({ pairs, zoo, problem }: WholeProps) {
  const { dataset, images } = useInputs();
  const [pointed, setPointed] = useShownCount();
  const [centring, setCentring] = useInput('centring');
  const rows = pairRows(dataset, pairs);
  const find = (count: number | undefined) => rows.find((row) => row.images === count);
  const row = find(pointed) ?? find(images) ?? rows.find(({ ids }) => ids) ?? rows[0];
  return (
    <PanelFigure
      id="twoNetworks"
      title={pairFinding(dataset, rows, centring)}
      caption={
        <>
          <var>G</var>
          <sub>1</sub> learned from the first <var>N</var> images, <var>G</var>
          <sub>2</sub> from the next <var>N</var>: no image is in both. Go from a small to a large <var>N</var> and
          watch the two histograms change places. Then switch to raw cosines: which agreement was only the common
          background? Centred cosines have the mean of the first half subtracted, on both sides.{' '}
          {pairAbsence(dataset, rows, zoo?.networks ?? [])}
        </>
      }
      method={<PairMethod pairs={pairs} />}
      tables={() => pairTables(rows, row, centring)}
      sources={publishedAll([pairsPath, pairs])}
    >
      <FigureProblem message={problem.message} retry={problem.retry} />
      {row && (
        <InPieces>
          <MedianCharts
            rows={rows}
            centring={centring}
            onCentring={setCentring}
            shown={row.images}
            onShow={setPointed}
          />
          <CosineHistograms rows={rows} row={row} centring={centring} />
          <TwinPairs key={row.ids?.join()} row={row} sampleCount={pairs.sampleCount} centring={centring} />
          <PairLive row={row} pairs={pairs} centring={centring} />
        </InPieces>
      )}
    </PanelFigure>
  );
}
