import { rowAt, type Trajectory } from '../../state/trajectory';
import { toGray } from '../../draw/gray';
import { makeScript, type ScriptHead, toPython } from '../python';

const closedForms = ['gaussian', 'multiDelta'] as const;

/** The same noise, the same steps: the Gaussian's and the multi-delta's samples, compared pixel by pixel with those on the page. */
export function stepperScript(head: ScriptHead, trajectory: Trajectory): string {
  const { job, sigmas } = trajectory;
  const { dataset, subset, seed, sigmaMax, sampler } = job;
  const shown = closedForms.flatMap((id) => {
    const row = rowAt(trajectory, sigmas.length - 1, id);
    return row ? [`("${id}", "${toBase64(toGray(row.x))}", ${row.nearest.index})`] : [];
  });
  return makeScript(
    head,
    ['images'],
    `
def normals(seed, count):
    """The page's generator: sfc32 seeded through splitmix32, then Box and Muller."""
    def mix(z):
        z = (z + 0x9E3779B9) % 2**32
        z = (z ^ z >> 16) * 0x21F0AAAD % 2**32
        z = (z ^ z >> 15) * 0x735A2D97 % 2**32
        return z ^ z >> 15
    a = mix(0x9E3779B9 ^ seed)
    b = mix(0x243F6A88 ^ a)
    c = mix(0xB7E15162 ^ b)
    draws = np.empty(12 + count)
    for i in range(12 + count):
        total = draws[i] = (a + b + i + 1) % 2**32
        a, b, c = b ^ b >> 9, (c + (c << 3)) % 2**32, ((c << 21 | c >> 11) + total) % 2**32
    one, two = draws[12::2], draws[13::2]
    radius, angle = np.sqrt(-2 * np.log((one + 1) / 2**32)), 2 * np.pi * two / 2**32
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1).ravel()

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

sigmas = ${toPython(sigmas)}
for name, pixels, nearest in (${shown.join(', ')}):
    y = ${toPython(sigmaMax)} * normals(${seed}, 784)
    for sigma, after in zip(sigmas, sigmas[1:]):
        slope = (y - globals()[name](y, sigma)) / sigma
        ahead = y + (after - sigma) * slope
${sampler === 'heun' ? `        if after > 0:\n            slope = (slope + (ahead - globals()[name](ahead, after)) / after) / 2\n            ahead = y + (after - sigma) * slope\n` : ''}        y = ahead
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
