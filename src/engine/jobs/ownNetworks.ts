/** The jobs on networks that were trained in the page: to keep one as a file, to read one back, to forget one. */
import { readOwnModel } from '../../network/ownModel';
import type { RunJob } from '../job';

export const runReadNetwork: RunJob<'readNetwork'> = ({ id }, { library }) => {
  const model = library.ownModels.get(id);
  if (!model) return Promise.reject(new RangeError(`There is no network ${id} here.`));
  return Promise.resolve({ entry: model.entry, file: model.file });
};

export const runAddNetwork: RunJob<'addNetwork'> = async ({ id, name, file }, { library }) => {
  const model = await Promise.resolve(readOwnModel(id, file, name));
  library.ownModels.set(id, model);
  return { entry: model.entry };
};

export const runForgetNetwork: RunJob<'forgetNetwork'> = ({ id }, { library }) => {
  library.ownModels.delete(id);
  return Promise.resolve(null);
};
