/** The losses of a training: every one to a file under .training/, and a summary of them that is published. */
import { readFile, writeFile } from 'node:fs/promises';

/** Losses published one by one, so that anyone can see that the same seed gives them again. */
const firstCount = 200;
/** Points of the published curve, each a mean over as many steps. */
const curvePoints = 200;

export interface TrainingLog {
  readonly file: URL;
  add(step: number, loss: number): void;
  /** Lines that were added since the last call. */
  take(): string;
  summary(): Promise<{ firstLosses: number[]; curve: { imagesSeen: number; loss: number }[] }>;
}

/** A log that goes on from a step: what a killed run wrote beyond it is dropped. */
export async function makeTrainingLog(file: URL, fromStep: number, batchSize: number): Promise<TrainingLog> {
  const read = async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as [step: number, loss: number]);
  };
  const kept = (await read()).filter(([step]) => step <= fromStep);
  await writeFile(file, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
  let lines: string[] = [];
  return {
    file,
    add(step, loss) {
      lines.push(`${JSON.stringify([step, Number(loss.toPrecision(8))])}\n`);
    },
    take() {
      const text = lines.join('');
      lines = [];
      return text;
    },
    async summary() {
      const all = await read();
      const size = Math.max(1, Math.ceil(all.length / curvePoints));
      const groups = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        all.slice(i * size, (i + 1) * size),
      );
      return {
        firstLosses: all.filter(([step]) => step <= firstCount).map(([, loss]) => loss),
        curve: groups.map((group) => ({
          imagesSeen: group.at(-1)![0] * batchSize,
          loss: Number((group.reduce((sum, [, loss]) => sum + loss, 0) / group.length).toPrecision(6)),
        })),
      };
    },
  };
}
