import { useEffect, useState } from 'react';
import { firstImages } from '../../data/subset';
import type { PlaneResult } from '../../engine/protocol';
import { useInputs, useRun, useSession } from '../session';
import { type PlanePoint, toPoints } from './compute';

export interface Dots {
  readonly points: readonly PlanePoint[];
  readonly deviations: PlanePoint;
}

/** The training images in the plane: from the measured run at first, then from the engine. Undefined while there is nothing for these inputs. */
export function useDots(): { readonly dots: Dots | undefined; readonly message: string | undefined } {
  const { engine } = useSession();
  const { dataset, images } = useInputs();
  const isOpen = useRun((run) => run.isOpen);
  const measured = useRun((run) => run.measured);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly dots?: Dots; readonly message?: string }>();
  const key = `${dataset}/${images}`;
  useEffect(() => {
    if (!isOpen) return;
    const controller = new AbortController();
    engine.run<'plane'>({ kind: 'plane', dataset, subset: firstImages(images) }, { signal: controller.signal }).then(
      ({ dots, deviations }: PlaneResult) => setAnswer({ key, dots: { points: toPoints(dots), deviations } }),
      (error: unknown) => {
        if (!controller.signal.aborted)
          setAnswer({ key, message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => controller.abort();
  }, [engine, isOpen, dataset, images, key]);
  if (answer?.key === key) return { dots: answer.dots, message: answer.message };
  const isMeasured = measured?.job.dataset === dataset && measured.job.subset.count === images;
  return {
    dots: isMeasured ? { points: measured.dots, deviations: measured.deviations } : undefined,
    message: undefined,
  };
}
