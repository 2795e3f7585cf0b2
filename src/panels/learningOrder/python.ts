import { type DatasetId, datasetInfo } from '../../data/catalog';
import { weightAfter } from '../../theory/gradientDescent';
import { makeScript, type ScriptHead, toPython } from '../python';
import type { Descent } from './compute';

/** Weights of all modes after k steps of gradient descent, by doing the steps. */
export function learningScript(head: ScriptHead, dataset: DatasetId, descent: Descent, steps: number): string {
  const { eigenvalues, sigma, eta, start } = descent;
  const ranks = [1, 10, 100].filter((rank) => rank <= eigenvalues.length);
  const weights = ranks.map((rank) => weightAfter(eigenvalues[rank - 1]!, { sigma, eta, start, steps }));
  return makeScript(
    head,
    ['images', 'covariance'],
    `
lam = eigenvalues_of("${dataset}", ${datasetInfo(dataset).trainCount})
sigma, eta, steps = ${toPython(sigma)}, ${toPython(eta)}, ${steps}
weight = np.full(len(lam), ${toPython(start)}, float)
for _ in range(steps):  # the gradient of (1 - w)^2 lam + w^2 sigma^2 along each mode
    weight -= 2 * eta * (weight * (lam + sigma**2) - lam)

goal = lam / (lam + sigma**2)  # the Gaussian denoiser
closed = goal + (${toPython(start)} - goal) * (1 - 2 * eta * (lam + sigma**2)) ** steps
assert np.allclose(weight, closed)
for rank, shown in zip(${toPython(ranks)}, ${toPython(weights)}):
    compare(f"weight of mode {rank} after {steps} steps", weight[rank - 1], shown, 1e-5)
`,
  );
}
