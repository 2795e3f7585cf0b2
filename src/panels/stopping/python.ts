import type { DatasetId } from '../../data/catalog';
import type { StoppingCurve } from '../../theory/stopping';
import { makeScript, type ScriptHead, toPython } from '../python';

export interface StoppingScript {
  readonly dataset: DatasetId;
  /** N of the fit. */
  readonly images: number;
  readonly heldOutCount: number;
  readonly ridge: number;
  readonly predicts: 'noise' | 'image';
  readonly curve: StoppingCurve;
}

/** The test loss of a model fitted on real images over its training time, and its least. */
export function stoppingScript(head: ScriptHead, script: StoppingScript): string {
  const { dataset, images, heldOutCount, ridge, predicts, curve } = script;
  const [goal, start, slope] =
    predicts === 'noise'
      ? ['np.sqrt(1 - alpha_bar) / rate', '1', '2 * np.sqrt(1 - alpha_bar)']
      : ['np.sqrt(alpha_bar) * sample / rate', 'new', '2 * np.sqrt(alpha_bar) * new'];
  const isFinite = Number.isFinite(curve.best.time);
  return makeScript(
    head,
    ['images'],
    `
x, held_out = images("${dataset}", "train", ${images}), images("${dataset}", "held-out", ${heldOutCount})
mean = x.mean(0)
sample, modes = np.linalg.eigh((x - mean).T @ (x - mean) / len(x))
sample = np.maximum(sample, 0)  # variances of the training images,
new = (((held_out - mean) @ modes) ** 2).mean(0)  # and of new ones, along the same directions
alpha_bar, c = ${toPython(curve.alphaBar)}, ${toPython(ridge)}
rate = alpha_bar * (sample + c) + 1 - alpha_bar

def test_loss(time):
    """Gradient flow of the map that predicts the ${predicts}, from zero, at eta tau."""
    w = ${goal} * -np.expm1(-2 * time * rate)
    return (${start} - ${slope} * w + w**2 * (alpha_bar * new + 1 - alpha_bar)).mean()

times = np.geomspace(1e-3, 1e6, 20_000)
tested = [test_loss(time) for time in times]
${isFinite ? `compare("best time to stop", times[np.argmin(tested)], ${toPython(curve.best.time)}, 0.01)\n` : ''}compare("least test loss", min(*tested, test_loss(np.inf)), ${toPython(curve.best.test)}, 1e-5)
compare("test loss at the end", test_loss(np.inf), ${toPython(curve.end)}, 1e-5)
`,
  );
}
