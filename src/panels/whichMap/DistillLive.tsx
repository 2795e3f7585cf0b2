import { useState } from 'react';
import { firstImages } from '../../data/subset';
import { formatCount } from '../../draw/count';
import { formatSigma } from '../../draw/sigmaAxis';
import type { DistillFrame } from '../../engine/protocol';
import { SelectField } from '../../ui/SelectField';
import { LiveMeasure } from '../LiveMeasure';
import { useInputs } from '../session';
import { type RunJob, useLive } from '../useLive';
import { levelsOf, networkId, ratioWords, teacherName, teachers, type WhichMapMeasures } from './compute';

const counts = [4096, 16_384];
const seed = 1;

/** Least squares once more on the reader's machine, at the noise level that is looked at. */
export function DistillLive({ measures, sigma }: { readonly measures: WhichMapMeasures; readonly sigma: number }) {
  const { asked: inputs } = useInputs();
  const [count, setCount] = useState(counts[0]!);
  const [chosen, setChosen] = useState(2);
  const one = teachers[chosen]!;
  const measure = async (run: RunJob): Promise<DistillFrame | undefined> => {
    let frame: DistillFrame | undefined;
    const { teacher, images } = one;
    const source = { dataset: 'fashion', subset: firstImages(images), teacher, network: networkId(images) } as const;
    const onFrame = (next: DistillFrame) => (frame = next);
    await run({ kind: 'distill', ...source, inputs, sigmas: [sigma], count, seed }, { onFrame });
    return frame;
  };
  const live = useLive(`${chosen} ${inputs} ${sigma} ${count}`, measure);
  const published = levelsOf(measures, one, inputs).find((level) => level.sigma === sigma);
  const whose = inputs === 'heldOut' ? 'held-out images' : 'its own training images';
  return (
    <LiveMeasure
      words={`At σ = ${formatSigma(sigma)}, from noise on ${whose}.`}
      live={live}
      counts={counts}
      count={count}
      unit="Noisy inputs"
      onCount={setCount}
      startLabel="Distil it here"
      fields={
        <SelectField
          label="Whom to distil"
          options={teachers.map((each, i) => ({ id: String(i), label: teacherName(each) }))}
          value={String(chosen)}
          onChange={(id) => setChosen(Number(id))}
        />
      }
    >
      {live.result && <p>{comparison(live.result, published)}</p>}
    </LiveMeasure>
  );
}

function comparison({ difference, standardError, count }: DistillFrame, published: DistillFrame | undefined): string {
  const ofNumbers = (level: DistillFrame) =>
    `${ratioWords(level.difference)} of |W_G| (standard error of W_L: ${ratioWords(level.standardError)}, from ${formatCount(level.count)} noisy inputs)`;
  const here = `Here the difference is ${ofNumbers({ difference, standardError, count } as DistillFrame)}.`;
  return published ? `${here} Published: ${ofNumbers(published)}.` : here;
}
