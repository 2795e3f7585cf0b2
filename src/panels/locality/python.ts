import type { DatasetId } from '../../data/catalog';
import { makeScript, type ScriptHead, toPython } from '../python';
import type { Origins } from './compute';

export interface LocalityScript {
  readonly dataset: DatasetId;
  readonly images: number;
  readonly seed: number;
  /** Noise levels, the last 0. */
  readonly sigmas: readonly number[];
  /** Of squares from the same place. */
  readonly origins: Origins;
}

/** The same noise, the same steps: the share of the image that gives most, and how much of the sample comes from it. */
export function localityScript(head: ScriptHead, { dataset, images, seed, sigmas, origins }: LocalityScript): string {
  const { patchSize, shares } = origins;
  const [first] = shares;
  return makeScript(
    head,
    ['images', 'normals', 'local'],
    `
x = images("${dataset}", "train", ${images})
sigmas = ${toPython(sigmas)}
y = sigmas[0] * normals(${seed}, 784)
for sigma, after in zip(sigmas, sigmas[1:]):
    answer, weights = local(x, y, sigma, ${patchSize})
    y = y + (after - sigma) * (y - answer) / sigma

shares = weights.mean(1)
print("training image", shares.argmax() + 1, "gives most")
assert shares.argmax() == ${first!.index}
compare("its share of all pixels", shares.max(), ${toPython(first!.share)}, tolerance=0.02)
`,
  );
}
