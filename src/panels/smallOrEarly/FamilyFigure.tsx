import { useState } from 'react';
import { datasetInfo } from '../../data/catalog';
import type { NetworkMeasures } from '../../state/networkMeasures';
import { InPieces } from '../../ui/InPieces';
import { Segmented } from '../../ui/Segmented';
import { StopSlider } from '../../ui/StopSlider';
import { useInput, useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { formatCount } from '../words';
import { type Family, placeOf } from '../../state/families';
import { memberWords, type Split } from './compute';
import { FamilyCharts } from './FamilyCharts';
import { FamilyLive, type FamilyMeasured } from './FamilyLive';
import { SampleGrid } from './SampleGrid';

export interface FamilyFigureProps {
  readonly family: Family;
  readonly measures: NetworkMeasures;
}

const splits: readonly { readonly id: Split; readonly label: string }[] = [
  { id: 'heldOut', label: 'held-out' },
  { id: 'training', label: 'training' },
];

/** One member of the family at a time: its samples, and where it stands among the others. */
export function FamilyFigure({ family, measures }: FamilyFigureProps) {
  const { results } = useSession();
  const { dataset } = useInputs();
  const { axis, members } = family;
  const [asked, setPlace] = useInput('member');
  const [askedSplit, setSplit] = useInput('split');
  const split: Split = askedSplit === 'train' ? 'training' : 'heldOut';
  const [here, setHere] = useState<FamilyMeasured>();
  const member = members.find((network) => placeOf(axis, network) === asked) ?? members.at(-1)!;
  const place = placeOf(axis, member);
  const ids = members.map(({ id }) => id);
  const details = useLoaded(ids.join(), async () => {
    const answers = await Promise.allSettled(ids.map((id) => results.details(id)));
    return {
      byId: new Map(
        answers.flatMap((answer) => (answer.status === 'fulfilled' ? [[answer.value.id, answer.value]] : [])),
      ),
      problems: answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : [])),
    };
  });
  const stops = members.map((network) => ({
    value: placeOf(axis, network),
    label: formatCount(placeOf(axis, network)),
    isMarked: false,
  }));
  return (
    <InPieces>
      <div className="chart-bar is-second">
        <StopSlider
          label={axis === 'time' ? 'Images seen in training' : 'Channels'}
          stops={stops}
          value={place}
          words={memberWords(axis, member)}
          ends={axis === 'time' ? ['early', 'late'] : ['small', 'wide']}
          onChange={setPlace}
        />
        <Segmented
          legend="Distances on images"
          options={splits}
          value={split}
          onChange={(id) => setSplit(id === 'training' ? 'train' : id)}
        />
      </div>
      <SampleGrid network={member} sampleCount={measures.sampleCount} dim={datasetInfo(dataset).dim} />
      {details.value?.problems.map((problem) => (
        <p key={problem} className="figure-problem" role="status">
          {problem}
        </p>
      ))}
      <FamilyCharts
        family={family}
        member={member}
        details={details.value?.byId ?? new Map()}
        split={split}
        here={here?.id === member.id && here.split === split ? here : undefined}
        onPlace={setPlace}
      />
      <FamilyLive
        network={member}
        details={details.value?.byId.get(member.id)}
        measures={measures}
        split={split}
        onMeasured={setHere}
      />
    </InPieces>
  );
}
