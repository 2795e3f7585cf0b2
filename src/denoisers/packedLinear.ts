/**
 * Linear maps in a quarter of their size: what W differs by from the Gaussian denoiser's W_G of the same training images, its diagonal as it is, the rest in
 * 8-bit steps of each row's largest entry. On the maps of this page that is off by 0.2 to 1.3% of |W|, at equal bytes 5 to 30 times less than the leading
 * singular vectors of the difference.
 */
import type { SafetensorsFile } from '../network/safetensors';
import type { LinearMap } from './linear';

const largestStep = 127;

export const packedDtypes = { steps: 'I8', scales: 'F32', diagonal: 'F32', bias: 'F32' } as const;

/** @param gaussian  W_G [dim, dim]  @param metadata  what the file says of itself */
export function packLinearMap(
  { weight, bias }: LinearMap,
  gaussian: ArrayLike<number>,
  metadata: Record<string, string>,
): SafetensorsFile {
  const dim = bias.length;
  const [steps, scales, diagonal] = [new Float32Array(dim * dim), new Float32Array(dim), new Float32Array(dim)];
  for (let p = 0; p < dim; p++) {
    const at = (q: number) => weight[p * dim + q]! - gaussian[p * dim + q]!;
    let largest = 0;
    for (let q = 0; q < dim; q++) if (q !== p) largest = Math.max(largest, Math.abs(at(q)));
    diagonal[p] = at(p);
    scales[p] = largest / largestStep;
    if (largest > 0) for (let q = 0; q < dim; q++) if (q !== p) steps[p * dim + q] = Math.round(at(q) / scales[p]!);
  }
  return {
    tensors: {
      steps: { shape: [dim, dim], values: steps },
      scales: { shape: [dim], values: scales },
      diagonal: { shape: [dim], values: diagonal },
      bias: { shape: [dim], values: Float32Array.from(bias) },
    },
    metadata,
  };
}

/** @param gaussian  W_G [dim, dim] as it was packed with  @throws RangeError that names the tensor when one is missing or of another shape */
export function unpackLinearMap(
  { tensors }: SafetensorsFile,
  gaussian: ArrayLike<number>,
): Pick<LinearMap, 'weight' | 'bias'> {
  const dim = Math.sqrt(gaussian.length);
  const read = (name: keyof typeof packedDtypes, shape: readonly number[]) => {
    const tensor = tensors[name];
    if (tensor?.shape.join() !== shape.join())
      throw new RangeError(
        `tensor ${name} must have shape [${shape.join(', ')}], got ${tensor?.shape.join(', ') ?? 'none'}`,
      );
    return tensor.values;
  };
  const [scales, diagonal] = [read('scales', [dim]), read('diagonal', [dim])];
  const weight = Float32Array.from(
    read('steps', [dim, dim]),
    (step, i) => step * scales[Math.floor(i / dim)]! + gaussian[i]!,
  );
  for (let p = 0; p < dim; p++) weight[p * dim + p]! += diagonal[p]!;
  return { weight, bias: Float32Array.from(read('bias', [dim])) };
}
