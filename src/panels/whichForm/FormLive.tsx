import { useState } from 'react';
import { denoiserCatalog, type CandidateId } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import type { ErrorsFrame } from '../../engine/protocol';
import {
  localErrorsJob,
  type LocalMeasures,
  localSurveyJob,
  type SampleAgreement,
  sampleAgreement,
} from '../../state/localMeasures';
import type { Centring } from '../../state/similarity';
import { twoDigits } from '../countAxis';
import { LiveMeasure } from '../LiveMeasure';
import { type RunJob, useLive } from '../useLive';
import { candidatesOf, type FormRow, type Over, rowWords } from './compute';

export interface FormLiveProps {
  readonly over: Over;
  readonly row: FormRow;
  readonly measures: LocalMeasures;
  readonly centring: Centring;
}

const few = 4;

interface Measured {
  readonly frames: readonly ErrorsFrame[];
  readonly agreement: Readonly<Partial<Record<CandidateId, SampleAgreement>>>;
}

/** The numbers of one network once more, on the reader's machine, beside the published ones. */
export function FormLive({ over, row, measures, centring }: FormLiveProps) {
  const [count, setCount] = useState(few);
  const { network, measure } = row;
  const candidates = candidatesOf(measure);
  const live = useLive(`${network.id} ${count}`, async (run: RunJob): Promise<Measured> => {
    const patchSize = measure.patchSizes.map((side, level) => ({ sigma: measures.sigmas[level]!, patchSize: side }));
    const asked = { network, patchSize, denoisers: ['network', ...candidates] as const };
    const frames: ErrorsFrame[] = [];
    await run(localErrorsJob(asked, measures, count), { onFrame: (frame) => frames.push(frame) });
    const { rows, mean } = await run(localSurveyJob(asked, measures, count));
    const own = rows.network!.samples;
    const agreement = candidates.flatMap((id) =>
      rows[id] ? [[id, sampleAgreement(own, rows[id].samples, mean)] as const] : [],
    );
    return { frames, agreement: Object.fromEntries(agreement) };
  });
  return (
    <LiveMeasure
      words={`${rowWords(over, row.place)}: distances on held-out images, then samples, with the calibrated squares.`}
      live={live}
      counts={[few, measures.imageCount]}
      count={count}
      unit="Images and noises"
      onCount={setCount}
    >
      {live.result && <Comparison here={live.result} row={row} sigmas={measures.sigmas} centring={centring} />}
    </LiveMeasure>
  );
}

interface ComparisonProps {
  readonly here: Measured;
  readonly row: FormRow;
  readonly sigmas: readonly number[];
  readonly centring: Centring;
}

function Comparison({ here, row, sigmas, centring }: ComparisonProps) {
  const { measure } = row;
  const widest = (id: CandidateId) => {
    const gaps = here.frames.flatMap(({ rows }, level) => {
      if (!rows[id]) return [];
      const [now, then] = [rows[id].rmseToFirst, measure.rmseToNetwork[id]![level]!];
      const errors = Math.abs(now.mean - then.mean) / Math.hypot(now.standardError, then.standardError, 1e-6);
      return { errors, sigma: sigmas[level]! };
    });
    return gaps.reduce<(typeof gaps)[number] | undefined>((a, b) => (a && a.errors >= b.errors ? a : b), undefined);
  };
  return (
    <div className="table-scroll">
      <table className="live-table">
        <caption>Here and published</caption>
        <thead>
          <tr>
            <th scope="col">Denoiser</th>
            <th scope="col">median r² here</th>
            <th scope="col">published</th>
            <th scope="col">RMSE: widest gap, in standard errors</th>
          </tr>
        </thead>
        <tbody>
          {candidatesOf(measure).map((id) => {
            const gap = widest(id);
            const now = here.agreement[id]?.r2[centring].median;
            return (
              <tr key={id}>
                <th scope="row">{denoiserCatalog[id].label}</th>
                <td>{now === undefined ? '–' : twoDigits(now)}</td>
                <td>{twoDigits(measure.agreement[id]!.r2[centring].median)}</td>
                <td>{gap ? `${gap.errors.toFixed(1)}, at σ = ${formatSigma(gap.sigma)}` : 'not distilled here'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
