/** Reads public/results/networks/<id>.json and the samples beside it, and says what is wrong with them. */
import { gunzip, isGzip } from '../data/gunzip';
import { type NetworkDetails, networkDetailsPath, networkSamplesPath } from './networkMeasures';
import { isRecord } from './networks';

const similarityFields = ['index', 'distance', 'secondDistance', 'relativeDistance', 'cosine', 'centeredCosine'];

/** Throws an Error that names the file when it is of another form or of another network. */
export function parseNetworkDetails(file: unknown, id: string): NetworkDetails {
  const path = networkDetailsPath(id);
  const { version, id: own, similarities, errors } = isRecord(file) ? file : {};
  if (version !== 1 || own !== id) throw new Error(`${path}: must be of version 1 and of the network ${id}`);
  const areSimilarities = Array.isArray(similarities) && similarities.length > 0 && similarities.every(isSimilarity);
  if (!areSimilarities)
    throw new Error(`${path}: similarities must list ${similarityFields.join(', ')} of each sample`);
  const areErrors = Array.isArray(errors) && errors.length > 0 && errors.every(isErrorsRow);
  if (!areErrors)
    throw new Error(`${path}: errors must hold, for each sigma, the errors on held-out and on training images`);
  return file as NetworkDetails;
}

function isSimilarity(value: unknown): boolean {
  return isRecord(value) && similarityFields.every((name) => typeof value[name] === 'number');
}

function isErrorsRow(value: unknown): boolean {
  if (!isRecord(value) || !(typeof value['sigma'] === 'number' && value['sigma'] > 0)) return false;
  return ['heldOut', 'training'].every((split) => {
    const { error, rmseToNetwork } = isRecord(value[split]) ? value[split] : {};
    return (
      hasMeans(error, ['network', 'gaussian', 'multiDelta']) && hasMeans(rmseToNetwork, ['gaussian', 'multiDelta'])
    );
  });
}

function hasMeans(value: unknown, names: readonly string[]): boolean {
  return (
    isRecord(value) &&
    names.every((name) => {
      const { mean, standardError } = isRecord(value[name]) ? value[name] : {};
      return typeof mean === 'number' && typeof standardError === 'number';
    })
  );
}

/** Bytes [count, dim]. @throws Error that names the file */
export function unpackSamples(file: Uint8Array<ArrayBuffer>, id: string, byteLength: number): Promise<Uint8Array> {
  return unpack(file, networkSamplesPath(id), byteLength);
}

/** The bytes of a gzip file. Some servers unpack .gz files on their way, so both forms are accepted. */
export async function unpack(file: Uint8Array<ArrayBuffer>, path: string, byteLength: number): Promise<Uint8Array> {
  const fail = (words: string, cause?: unknown): never => {
    throw new Error(`${path}: ${words}; reload the page to fetch it anew`, { cause });
  };
  if (isGzip(file)) return gunzip(file, byteLength).catch((cause: unknown) => fail((cause as Error).message, cause));
  return file.length === byteLength ? file : fail(`must hold ${byteLength} bytes, got ${file.length}`);
}
