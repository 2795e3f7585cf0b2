import { useState } from 'react';
import { firstImages, secondHalf } from '../../data/subset';
import { denoiserCatalog, type EverywhereId, everywhereIds } from '../../denoisers/catalog';
import type { PairMeasures } from '../../state/pairMeasures';
import { type Centring, type PairCosines, pairCosines } from '../../state/similarity';
import { twoDigits } from '../countAxis';
import { LiveMeasure } from '../LiveMeasure';
import { useInputs } from '../session';
import { type RunJob, useLive } from '../useLive';
import { formatCount } from '../words';
import { medianOf, type PairRow } from './compute';

export interface PairLiveProps {
  readonly row: PairRow;
  readonly pairs: PairMeasures;
  readonly centring: Centring;
}

type Measured = Partial<Record<EverywhereId, PairCosines>>;

/** The cosines of one N once more, on the reader's machine, beside the published ones. */
export function PairLive({ row, pairs, centring }: PairLiveProps) {
  const { dataset } = useInputs();
  const [count, setCount] = useState(8);
  const { images, ids } = row;
  const measure = async (run: RunJob): Promise<Measured> => {
    const denoisers = everywhereIds.filter((id) => id !== 'network' || ids);
    const survey = (half: 0 | 1) =>
      run({
        kind: 'survey',
        dataset,
        subset: half === 0 ? firstImages(images) : secondHalf(images),
        ...(ids && { network: ids[half] }),
        denoisers,
        count,
        seed: pairs.sampleSeed,
      });
    const [first, second] = [await survey(0), await survey(1)];
    const made = denoisers.flatMap((id) => {
      const [a, b] = [first.rows[id], second.rows[id]];
      return a && b ? [[id, pairCosines(a, b, first.mean)] as const] : [];
    });
    return Object.fromEntries(made);
  };
  const live = useLive(`${dataset} ${images} ${ids?.join() ?? ''} ${count}`, measure);
  return (
    <LiveMeasure
      words={`At N = ${formatCount(images)}: samples of both halves, one after the other, and their cosines.`}
      live={live}
      counts={[8, pairs.sampleCount]}
      count={count}
      unit="Noises"
      onCount={setCount}
    >
      {live.result && <Comparison here={live.result} row={row} count={count} centring={centring} />}
    </LiveMeasure>
  );
}

interface ComparisonProps {
  readonly here: Measured;
  readonly row: PairRow;
  readonly count: number;
  readonly centring: Centring;
}

/** Medians of the same noises. */
function Comparison({ here, row, count, centring }: ComparisonProps) {
  const median = (cosines: PairCosines | undefined, side: keyof PairCosines) => {
    if (!cosines) return '–';
    const { raw, centered } = cosines[side];
    const same = { raw: raw.slice(0, count), centered: centered.slice(0, count) };
    return twoDigits(medianOf({ ...cosines, [side]: same }, side, centring));
  };
  return (
    <div className="table-scroll">
      <table className="live-table">
        <caption>Medians over the first {count} noises</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} />
            <th scope="colgroup" colSpan={2}>
              cos(G₁, G₂)
            </th>
            <th scope="colgroup" colSpan={2}>
              cos(G₁, nearest)
            </th>
          </tr>
          <tr>
            {['here', 'published', 'here', 'published'].map((words, i) => (
              <th key={i} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {everywhereIds
            .filter((id) => here[id])
            .map((id) => (
              <tr key={id}>
                <th scope="row">{denoiserCatalog[id].label}</th>
                {(['between', 'nearest'] as const).flatMap((side) => [
                  <td key={`${side} here`}>{median(here[id], side)}</td>,
                  <td key={`${side} published`}>{median(row.cosines[id], side)}</td>,
                ])}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
