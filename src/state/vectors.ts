/** How the left singular vectors of two networks' linear maps correlate with the Gaussian's: public/results/vectors.json. */
import { type Field, parseField } from '../data/field';

export interface VectorLevel {
  readonly sigma: number;
  /** First singular values, descending. */
  readonly linear: readonly number[];
  readonly gaussian: readonly number[];
  /** |u . v| in 255 steps, [linear, gaussian]. */
  readonly correlations: Uint8Array;
}

export interface VectorsOfNetwork {
  readonly network: string;
  /** It learned from the first N Fashion images. */
  readonly images: number;
  readonly networkSha256: string;
  /** Descending sigma. */
  readonly levels: readonly VectorLevel[];
}

export interface MeasuredVectors {
  readonly command: string;
  readonly date: string;
  readonly networks: readonly VectorsOfNetwork[];
}

export const vectorsPath = 'results/vectors.json';

/** @throws DataError that names the file and the field */
export function parseVectors(json: string): MeasuredVectors {
  const root = parseField(json, vectorsPath);
  root.get('version').number((version) => version === 1, 'be 1: reload the page');
  return {
    command: root.get('command').text(),
    date: root.get('date').text(),
    networks: root
      .get('networks')
      .items()
      .map((network) => ({
        network: network.get('network').text(),
        images: network.get('images').integer(2),
        networkSha256: network.get('networkSha256').text(),
        levels: network.get('levels').items().map(readLevel),
      })),
  };
}

function readLevel(level: Field): VectorLevel {
  const values = (name: 'linear' | 'gaussian') =>
    level
      .get(name)
      .items()
      .map((item) => item.number((value) => value >= 0, 'be >= 0'));
  const [linear, gaussian] = [values('linear'), values('gaussian')];
  const text = level
    .get('correlations')
    .matching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'be base64');
  const correlations = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (correlations.length !== linear.length * gaussian.length)
    level.get('correlations').fail(`hold ${linear.length} x ${gaussian.length} bytes`);
  return { sigma: level.get('sigma').number((sigma) => sigma > 0, 'be > 0'), linear, gaussian, correlations };
}
