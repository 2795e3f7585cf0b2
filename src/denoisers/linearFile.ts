/** Reads a linear map that comes with the page, checked before use. */
import type { ReadFile } from '../data/readFile';
import { readWeights } from '../network/checkedWeights';
import type { LinearMap } from './linear';
import { linearFolder, type ReadyMap } from './linearCatalog';
import { unpackLinearMap } from './packedLinear';

/** @param gaussian  W_G [dim, dim] of the same training images  @throws ModelError, or DataError when the file cannot be read */
export function loadLinearMap(entry: ReadyMap, gaussian: ArrayLike<number>, readFile: ReadFile): Promise<LinearMap> {
  return readWeights({ ...entry, path: `${linearFolder}/${entry.file}` }, readFile, (file) => ({
    sigma: entry.sigma,
    ...unpackLinearMap(file, gaussian),
  }));
}
