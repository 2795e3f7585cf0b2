import { rowAt, type Trajectory } from '../../state/trajectory';
import { toGray } from '../../draw/gray';
import { makeScript, type ScriptHead, toPython } from '../python';

const closedForms = ['gaussian', 'multiDelta', 'local'] as const;

/** The same noise, the same steps: the samples of the closed forms, compared pixel by pixel with those on the page. */
export function stepperScript(head: ScriptHead, trajectory: Trajectory): string {
  const { job, sigmas } = trajectory;
  const { dataset, subset, seed, sigmaMax, sampler } = job;
  const shown = closedForms.flatMap((id) => {
    const row = rowAt(trajectory, sigmas.length - 1, id);
    return row ? [`("${id}", "${toBase64(toGray(row.x))}", ${row.nearest.index})`] : [];
  });
  const localSquare = shown.some((line) => line.startsWith('("local"')) ? job.patchSize : undefined;
  return makeScript(
    head,
    ['images', 'normals', ...(localSquare === undefined ? [] : ['local' as const])],
    `
x = images("${dataset}", "train", ${subset.count})
mean = x.mean(0)
_, s, modes = np.linalg.svd(x - mean, full_matrices=False)
lam = s**2 / len(x)

def gaussian(y, sigma):
    return mean + (y - mean) @ modes.T * (lam / (lam + sigma**2)) @ modes

def multiDelta(y, sigma):
    logits = -((x - y) ** 2).sum(1) / (2 * sigma**2)
    p = np.exp(logits - logits.max())
    return p @ x / p.sum()

answers = {"gaussian": gaussian, "multiDelta": multiDelta}
${localSquare === undefined ? '' : `answers["local"] = lambda y, sigma: local(x, y, sigma, ${localSquare})[0]\n`}sigmas = ${toPython(sigmas)}
for name, pixels, nearest in (${shown.join(', ')}):
    y = ${toPython(sigmaMax)} * normals(${seed}, 784)
    for sigma, after in zip(sigmas, sigmas[1:]):
        slope = (y - answers[name](y, sigma)) / sigma
        ahead = y + (after - sigma) * slope
${sampler === 'heun' ? `        if after > 0:\n            slope = (slope + (ahead - answers[name](ahead, after)) / after) / 2\n            ahead = y + (after - sigma) * slope\n` : ''}        y = ahead
    gray = np.clip((y + 1) * 127.5, 0, 255)
    shown = np.frombuffer(base64.b64decode(pixels), np.uint8)
    print(name, "differs from the page by at most", abs(gray - shown).max(), "of 255 gray values")
    assert abs(gray - shown).max() < 2
    assert np.argmin(((x - y) ** 2).sum(1)) == nearest
`,
  ).replace('import gzip\n', 'import base64\nimport gzip\n');
}

function toBase64(bytes: Uint8ClampedArray): string {
  return btoa(String.fromCharCode(...bytes));
}
