/** The job 'images': some images as bytes, with their classes. */
import type { RunJob } from '../job';

export const runImages: RunJob<'images'> = async ({ dataset: id, split, indices }, { library, signal }) => {
  const dataset = await library.dataset(id);
  const images = new Uint8Array(indices.length * dataset.dim);
  await Promise.all(
    indices.map(async (index, i) => {
      images.set(await dataset.images(split, index, 1, { signal }), i * dataset.dim);
    }),
  );
  const labels = await dataset.labels(split, { signal });
  const { classes } = dataset;
  if (!labels || !classes) return { images };
  return { images, classNames: indices.map((index) => classes[labels[index]!]!) };
};
