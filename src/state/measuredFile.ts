/** Reads public/results/opening-<dataset>-n<N>.json, and says what is wrong with it. */
import { type Field, parseField } from '../data/field';
import { denoiserIds } from '../denoisers/catalog';
import type { MeasuredTrajectory } from '../engine/measured';

/** @throws DataError that names the file and the field */
export function parseMeasured(json: string, path: string): MeasuredTrajectory {
  const root = parseField(json, path);
  root.get('version').number((version) => version === 1, 'be 1');
  for (const name of ['command', 'date']) root.get(name).text();
  root.get('evaluations').integer(1);
  const job = root.get('job');
  for (const name of ['dataset', 'sampler']) job.get(name).text();
  for (const name of ['sigmaMax', 'rho']) job.get(name).number((value) => value > 0, 'be > 0');
  for (const name of ['start', 'count']) job.get('subset').get(name).integer(0);
  job.get('seed').integer(0);
  const ids = job
    .get('denoisers')
    .items()
    .map((id) => id.matching(isDenoiser, 'be a denoiser'));
  const length = job.get('steps').integer(1) + 1;
  const list = (name: string) => {
    const items = root.get(name).items();
    return items.length === length ? items : root.get(name).fail(`have ${length} entries`);
  };
  for (const sigma of list('sigmas')) sigma.number((value) => value >= 0, 'be >= 0');
  for (const [i, frame] of list('frames').entries()) {
    frame.get('step').number((step) => step === i, `be ${i}`);
    frame.get('sigma').number((sigma) => sigma >= 0, 'be >= 0');
    for (const id of frame.get('rows').keys()) {
      if (!ids.includes(id)) frame.get('rows').fail('hold the denoisers of the job alone');
      checkRow(frame.get('rows').get(id));
    }
  }
  for (const id of root.get('nearestImages').keys()) {
    const nearest = root.get('nearestImages').get(id);
    nearest.get('image').matching(base64, 'be 784 bytes in base64');
    if (nearest.has('className')) nearest.get('className').text();
  }
  return JSON.parse(json) as MeasuredTrajectory;
}

const isDenoiser = new RegExp(`^(${denoiserIds.join('|')})$`);
/** Of 784 bytes. */
const base64 = /^[A-Za-z0-9+/]{1046}==$/;

function checkRow(row: Field): void {
  for (const name of ['x', 'denoised']) {
    row
      .get(name)
      .get('scale')
      .number((scale) => scale > 0, 'be > 0');
    row.get(name).get('steps').matching(base64, 'be 784 bytes in base64');
  }
  for (const name of ['planeX', 'planeDenoised']) {
    const at = row.get(name).items();
    if (at.length !== 2) row.get(name).fail('have 2 coordinates');
    for (const coordinate of at) coordinate.number(Number.isFinite, 'be a number');
  }
  row.get('nearest').get('index').integer(0);
  for (const name of ['distance', 'secondDistance'])
    row
      .get('nearest')
      .get(name)
      .number((distance) => distance >= 0, 'be >= 0');
}
