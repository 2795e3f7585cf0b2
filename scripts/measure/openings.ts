/** The opening figure's trajectories, which the page shows before its engine runs. */
import { firstImages } from '../../src/data/subset';
import { everywhereIds } from '../../src/denoisers/catalog';
import { runPlane } from '../../src/engine/jobs/plane';
import { runSample } from '../../src/engine/jobs/sample';
import { packImage, toBase64, type MeasuredTrajectory } from '../../src/engine/measured';
import type { SampleFrame, SampleJob } from '../../src/engine/protocol';
import { zoo } from '../../src/network/zoo';
import { makeContext, rounded, today, writeResult } from './context';

/** Inputs of the opening figure, which the page's defaults match. */
const opening = { steps: 18, sampler: 'heun', sigmaMax: 80, rho: 7, seed: 1 } as const;
const openingImages = [64, 16384];

export async function measureOpenings(): Promise<void> {
  for (const count of openingImages) {
    const subset = firstImages(count);
    const network = zoo.find(
      (entry) => entry.dataset === 'fashion' && entry.subset.start === 0 && entry.subset.count === count,
    );
    if (!network) throw new Error(`measure: no network of ${count} Fashion images is in the table of networks`);
    const job: SampleJob = {
      kind: 'sample',
      dataset: 'fashion',
      subset,
      network: network.id,
      denoisers: everywhereIds,
      ...opening,
    };
    const frames: SampleFrame[] = [];
    const result = await runSample(
      job,
      makeContext<'sample'>((frame) => frames.push(frame)),
    );
    const { dots, deviations } = await runPlane({ kind: 'plane', dataset: 'fashion', subset }, makeContext<'plane'>());
    await writeResult(`results/opening-fashion-n${count}.json`, {
      version: 1,
      command: 'npm run measure -- openings',
      date: today(),
      job,
      sigmas: result.sigmas,
      evaluations: result.evaluations,
      frames: frames.map(({ step, sigma, rows }) => ({
        step,
        sigma,
        rows: Object.fromEntries(
          Object.entries(rows).map(([id, row]) => [
            id,
            {
              x: packImage(row.x),
              denoised: packImage(row.denoised),
              planeX: [rounded(row.planeX[0], 4), rounded(row.planeX[1], 4)],
              planeDenoised: [rounded(row.planeDenoised[0], 4), rounded(row.planeDenoised[1], 4)],
              nearest: row.nearest,
            },
          ]),
        ),
      })),
      nearestImages: Object.fromEntries(
        Object.entries(result.nearestImages).map(([id, { image, ...rest }]) => [
          id,
          { ...rest, image: toBase64(image) },
        ]),
      ),
      dots: Array.from({ length: dots.length / 2 }, (_, i) => [rounded(dots[2 * i]!, 3), rounded(dots[2 * i + 1]!, 3)]),
      deviations,
    } satisfies MeasuredTrajectory);
  }
}
