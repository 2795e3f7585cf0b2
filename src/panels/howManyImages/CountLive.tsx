import { useState } from 'react';
import { firstImages } from '../../data/subset';
import type { SurveyResult } from '../../engine/protocol';
import type { PairMeasures } from '../../state/pairMeasures';
import type { Centring } from '../../state/similarity';
import { percent, twoDigits } from '../countAxis';
import { LiveMeasure } from '../LiveMeasure';
import { useInputs, useSession } from '../session';
import { useLive } from '../useLive';
import { useLoaded } from '../useLoaded';
import { formatCount } from '../words';
import { type CountRow, type CountSummary, cosineName, type Source, sourceLabel, sources, summarize } from './compute';

export interface CountLiveProps {
  readonly row: CountRow;
  readonly pairs: PairMeasures;
  readonly centring: Centring;
}

/** The numbers of one N once more, on the reader's machine, beside the published ones. */
export function CountLive({ row, pairs, centring }: CountLiveProps) {
  const { dataset } = useInputs();
  const [count, setCount] = useState(8);
  const { images, network } = row;
  const live = useLive(`${dataset} ${images} ${network?.id ?? ''} ${count}`, (run) =>
    run({
      kind: 'survey',
      dataset,
      subset: firstImages(images),
      ...(network && { network: network.id }),
      denoisers: network ? ['network', 'gaussian', 'multiDelta'] : ['gaussian', 'multiDelta'],
      count,
      seed: pairs.sampleSeed,
    }),
  );
  const who = network ? 'the network, the Gaussian and the multi-delta' : 'the Gaussian and the multi-delta';
  return (
    <LiveMeasure
      words={`At N = ${formatCount(images)}: samples of ${who}, compared with all training images.`}
      live={live}
      counts={[8, pairs.sampleCount]}
      count={count}
      unit="Noises"
      onCount={setCount}
    >
      {live.result && (
        <Comparison result={live.result} row={row} count={count} total={pairs.sampleCount} centring={centring} />
      )}
    </LiveMeasure>
  );
}

interface ComparisonProps {
  readonly result: SurveyResult;
  readonly row: CountRow;
  readonly count: number;
  readonly total: number;
  readonly centring: Centring;
}

function Comparison({ result, row, count, total, centring }: ComparisonProps) {
  const { results } = useSession();
  const id = row.network?.id;
  const details = useLoaded(id, () => results.details(id!));
  const here = (source: Source) => (source === 'fresh' ? result.fresh : result.rows[source]?.similarities);
  const same = details.value && summarize(details.value.similarities.slice(0, count));
  return (
    <div className="table-scroll">
      <table className="live-table">
        <thead>
          <tr>
            <th scope="col">Medians</th>
            <th scope="col">Copies</th>
            <th scope="col">GL score</th>
            <th scope="col">Cosine</th>
          </tr>
        </thead>
        <tbody>
          {sources.flatMap((source) => {
            const similarities = here(source);
            if (!similarities) return [];
            const name = sourceLabel(source);
            const { similarity, memorized } = row;
            const published = {
              memorized: source === 'fresh' ? undefined : memorized[source],
              similarity: similarity[source],
            };
            return [
              <Line
                key={source}
                name={`${name}, here (${count})`}
                {...summarize(similarities)}
                isFresh={source === 'fresh'}
                centring={centring}
              />,
              source === 'network' && same && count < total && (
                <Line key="same" name={`${name}, published, the same ${count}`} {...same} centring={centring} />
              ),
              <Line
                key={`${source} all`}
                name={`${name}, published (${total})`}
                {...published}
                isFresh={source === 'fresh'}
                centring={centring}
              />,
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps extends Partial<{ [Name in keyof CountSummary]: CountSummary[Name] | undefined }> {
  readonly name: string;
  readonly centring: Centring;
  /** Held-out images are no samples: whether they are copies is not asked. */
  readonly isFresh?: boolean;
}

function Line({ name, memorized, similarity, centring, isFresh = false }: LineProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{memorized === undefined || isFresh ? '–' : percent(memorized)}</td>
      <td>{similarity ? twoDigits(similarity.relativeDistance.median) : '–'}</td>
      <td>{similarity ? twoDigits(similarity[cosineName(centring)].median) : '–'}</td>
    </tr>
  );
}
