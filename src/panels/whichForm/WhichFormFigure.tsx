import { useState } from 'react';
import type { LocalMeasures } from '../../state/localMeasures';
import { InPieces } from '../../ui/InPieces';
import { Segmented } from '../../ui/Segmented';
import { centrings } from '../centring';
import { useInput, useSession } from '../session';
import { useNoiseLevel } from '../useNoiseLevel';
import { formatCount } from '../words';
import { type FormRow, type FormRows, formSentences, type Over } from './compute';
import { FormCharts } from './FormCharts';
import { FormLive } from './FormLive';
import { FormPairs } from './FormPairs';
import { FormReadout } from './FormReadout';
import { type Cell, WinnerGrid } from './WinnerGrid';
import './whichForm.css';

export interface WhichFormFigureProps {
  readonly choices: readonly FormRows[];
  readonly forms: FormRows;
  readonly chosen: FormRow;
  readonly measures: LocalMeasures;
}

const overLabels: Record<Over, string> = { images: 'N', width: 'width', time: 'training time' };

/** Who is nearest to each network, the numbers of a cell, and its pictures. */
export function WhichFormFigure({ choices, forms, chosen, measures }: WhichFormFigureProps) {
  const { change } = useSession();
  const [centring, setCentring] = useInput('centring');
  const { sigmas } = measures;
  const [sigma, chooseSigma] = useNoiseLevel(sigmas);
  const level = sigmas.indexOf(sigma);
  const [pointed, point] = useState<Cell>();
  const [isAtSamples, setAtSamples] = useState(false);
  const choose = (row: FormRow) => change(forms.over === 'images' ? { images: row.place } : { member: row.place });
  const pick = (cell: Cell) => {
    choose(cell.row);
    setAtSamples(cell.level === 'samples');
    if (cell.level !== 'samples') chooseSigma(sigmas[cell.level]!);
  };
  const shown = pointed ?? { row: chosen, level };
  const overs = [...new Set(choices.map(({ over }) => over))];
  const counts = choices.filter(({ over }) => over === forms.over).flatMap(({ images }) => images ?? []);
  return (
    <InPieces>
      <div className="chart-bar">
        <Segmented
          legend="Networks that differ in"
          options={overs.map((id) => ({ id, label: overLabels[id] }))}
          value={forms.over}
          onChange={(formsOver) => change({ formsOver, member: 0 })}
        />
        {counts.length > 1 && (
          <Segmented
            legend="Training images N"
            options={counts.map((count) => ({ id: String(count), label: formatCount(count) }))}
            value={String(forms.images)}
            onChange={(id) => change({ images: Number(id), member: 0 })}
          />
        )}
        <Segmented legend="r² of" options={centrings} value={centring} onChange={setCentring} />
      </div>
      <div className="form-top">
        <WinnerGrid
          {...{ forms, sigmas, centring }}
          chosen={{ row: chosen, level: isAtSamples ? 'samples' : level }}
          onShow={point}
          onChoose={pick}
        >
          <ul className="form-sentences">
            {formSentences(forms, sigmas, centring).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </WinnerGrid>
        <FormReadout
          over={forms.over}
          row={shown.row}
          level={shown.level === 'samples' ? level : shown.level}
          {...{ sigmas, centring }}
        />
      </div>
      <FormPairs over={forms.over} row={chosen} level={level} sigmas={sigmas} />
      <FormCharts {...{ forms, chosen, sigmas, centring }} onChoose={choose} />
      <FormLive over={forms.over} row={chosen} measures={measures} centring={centring} />
    </InPieces>
  );
}
