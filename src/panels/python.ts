/** Scripts that compute what a figure shows anew, with nothing but Python's standard library and NumPy. */
import { datasetInfo } from '../data/catalog';
import type { TheorySpectrum } from '../state/theorySpectrum';

export interface ScriptHead {
  /** The finding of the figure. */
  readonly title: string;
  /** To the figure as it is; files are read from beside it. */
  readonly link: string;
}

const compare = `
def compare(what, here, shown, tolerance=1e-6):
    """Prints both, and insists that they agree to a share of the second."""
    print(f"{what}: {here:.6g} here, {shown:.6g} on the page")
    assert abs(here - shown) <= tolerance * abs(shown), what
`;

/** What several scripts need. */
const parts = {
  images: `
def images(dataset, split, count):
    """The first images of a split, pixels in [-1, 1], [count, 784]."""
    parts = []
    for i in range(-(-count // 1024)):
        with urllib.request.urlopen(f"{SITE}data/{dataset}/{split}-{i:02}.bin.gz") as reply:
            parts.append(gzip.decompress(reply.read()))
    return np.frombuffer(b"".join(parts), np.uint8).reshape(-1, 784)[:count] / 127.5 - 1
`,
  normals: `
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
`,
  local: `
def local(x, y, sigma, side):
    """The local denoiser's answer to one image, and its weights [count, 784]: of squares of a side in pixels."""
    places = np.arange(28)
    band = 1.0 * (abs(places - places[:, None]) <= side // 2)
    logits = -(band @ ((x - y) ** 2).reshape(-1, 28, 28) @ band).reshape(-1, 784) / (2 * sigma**2)
    w = np.exp(logits - logits.max(0))
    w /= w.sum(0)
    return (w * x).sum(0), w
`,
  covariance: `
def eigenvalues_of(dataset, count):
    """Of the covariance of the first training images, descending."""
    x = images(dataset, "train", count)
    x -= x.mean(0)
    return np.maximum(np.linalg.eigvalsh(x.T @ x / count)[::-1], 0)
`,
  powerLaw: `
def power_law(exponent, d=100):
    raw = np.arange(1, d + 1.0) ** -exponent
    return raw / raw.mean()
`,
  effectiveRidge: `
def effective_ridge(lam, n, z):
    """kappa = z + (kappa / n) sum lam / (lam + kappa) for each z, by Newton from above."""
    kappa = z + lam.sum() / n
    for _ in range(100):
        share = lam / (lam + kappa[:, None])
        step = (kappa * (1 - share.sum(1) / n) - z) / (1 - (share**2).sum(1) / n)
        kappa = kappa - step
        if np.all(abs(step) < 1e-13 * kappa):
            break
    return kappa
`,
  levels: `
def noise_levels(last, t=None):
    """s = (1 - alpha_bar) / alpha_bar of one step of the DDPM schedule, or of all."""
    alpha_bar = np.cumprod(1 - np.linspace(1e-4, last, 1000))
    s = (1 - alpha_bar) / alpha_bar
    return s if t is None else s[t - 1 : t]
`,
  losses: `
def losses(lam, n, s, c):
    """Expected train and test loss of the best linear predictor fitted on n images."""
    kappa = effective_ridge(lam, n, s + c)
    ratio, g = kappa / (s + c), 1 / (lam + kappa[:, None])
    df2, q = ((lam * g) ** 2).sum(1), (lam * g**2).sum(1)
    m1, m2 = ratio * g.mean(1), ratio**2 * ((g**2).sum(1) + q**2 / (n - df2)) / len(lam)
    m3 = ratio**2 * q * (1 + df2 / (n - df2)) / len(lam)
    return (1 - s * m1 - s * c * m2).mean(), (1 - 2 * s * m1 + s * (m3 + s * m2)).mean()
`,
  divergence: `
def divergence(lam, n, c):
    """Expected KL(N(m, C + c) | N(0, Sigma)) per direction, in nats."""
    kappa = effective_ridge(lam, n, np.array([c]))[0]
    r = c / kappa
    log_det = np.log(c + r * lam).sum() - n * np.log(r) - n * (1 - r)
    return ((c / lam + np.log(lam)).sum() - log_det) / (2 * len(lam))
`,
  least: `
def least(f, low, high, tolerance):
    """Where f is least, by golden section."""
    ratio = (5**0.5 - 1) / 2
    while high - low > tolerance:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if f(left) < f(right) else (left, high)
    return (low + high) / 2
`,
} as const;

export type ScriptPart = keyof typeof parts;

export function makeScript({ title, link }: ScriptHead, uses: readonly ScriptPart[], body: string): string {
  const needsFiles = uses.includes('images');
  const site = new URL('.', link).href;
  const imports = needsFiles
    ? ['import gzip', 'import urllib.request', '', 'import numpy as np']
    : ['import numpy as np'];
  return [
    `# ${title}\n# ${link}`,
    imports.join('\n'),
    ...(needsFiles ? [`\nSITE = "${site}"`] : []),
    ...[...uses.map((name) => parts[name]), compare].map((part) => `\n${part.trim()}`),
    `\n${body.trim()}\n`,
  ].join('\n');
}

/** A number or a list of them as Python writes it. */
export function toPython(value: number | readonly number[]): string {
  if (typeof value !== 'number') return `[${value.map(toPython).join(', ')}]`;
  return Number.isFinite(value) ? String(value) : `${value < 0 ? '-' : ''}np.inf`;
}

/** Eigenvalues of a spectrum, as a line of Python, and what it needs. */
export function spectrumCode({ dataset, exponent = 0 }: TheorySpectrum): {
  readonly uses: readonly ScriptPart[];
  readonly code: string;
} {
  if (!dataset) return { uses: ['powerLaw'], code: `lam = power_law(${toPython(exponent)})` };
  return {
    uses: ['images', 'covariance'],
    code: `lam = eigenvalues_of("${dataset}", ${datasetInfo(dataset).trainCount})`,
  };
}
