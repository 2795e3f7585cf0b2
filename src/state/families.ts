/** Networks on the same images that differ in one thing. */
import type { DatasetId } from '../data/catalog';
import { isFinished, usualWidth, type ZooNetwork } from './zooNetworks';

/** What differs: the images seen in training, or the width. */
export type Axis = 'time' | 'width';

/** Networks on the same first N images that differ in one thing, ascending in it. */
export interface Family {
  readonly images: number;
  readonly axis: Axis;
  readonly members: readonly ZooNetwork[];
}

export const placeOf = (axis: Axis, { imagesSeen, width }: ZooNetwork) => (axis === 'time' ? imagesSeen : width);

/** All families of at least two, by ascending N. */
export function familiesOf(dataset: DatasetId, networks: readonly ZooNetwork[]): Family[] {
  const own = networks.filter((network) => network.dataset === dataset && network.subset.start === 0);
  const counts = [...new Set(own.map(({ subset }) => subset.count))].sort((a, b) => a - b);
  return counts
    .flatMap((images) => {
      const here = own.filter(({ subset }) => subset.count === images);
      return [
        { images, axis: 'time' as const, members: here.filter(({ width }) => width === usualWidth) },
        { images, axis: 'width' as const, members: here.filter(isFinished) },
      ];
    })
    .map((family) => ({
      ...family,
      members: [...family.members].sort((a, b) => placeOf(family.axis, a) - placeOf(family.axis, b)),
    }))
    .filter(({ members }) => members.length > 1);
}
