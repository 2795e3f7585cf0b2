/** The jobs on the reader's own images: to make a part of them known, and to forget them. */
import type { RunJob } from '../job';

export const runAddImages: RunJob<'addImages'> = (job, { library }) =>
  Promise.resolve().then(() => {
    library.ownImages.add(job);
    return null;
  });

export const runForgetImages: RunJob<'forgetImages'> = ({ id }, { library }) => {
  library.ownImages.forget(id);
  return Promise.resolve(null);
};
