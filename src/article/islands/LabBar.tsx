import { useEffect, useState } from 'react';
import { datasetInfo } from '../../data/catalog';
import { LabPanel } from '../../panels/lab/LabPanel';
import { useInputs } from '../../panels/session';
import { formatCount } from '../../panels/words';
import { Dialog } from '../../ui/Dialog';

/** The inputs that all figures share, in reach wherever the reader is: at the top of a wide window, behind a button of a narrow one. */
export function LabBar({ place }: { readonly place: HTMLElement }) {
  const isAbove = useIsAbove(place);
  const [isOpen, setOpen] = useState(false);
  const { dataset, images, seed } = useInputs();
  return (
    <>
      <LabPanel />
      {isAbove && (
        <button type="button" className="button lab-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {datasetInfo(dataset).label}, <var>N</var> = {formatCount(images)}, noise {seed}: change
        </button>
      )}
      {isOpen && (
        <Dialog title="What to compute" onClose={() => setOpen(false)}>
          <LabPanel />
        </Dialog>
      )}
    </>
  );
}

/** Whether the reader has scrolled past an element. */
function useIsAbove(element: HTMLElement): boolean {
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    const isBelowToo = { rootMargin: '0px 0px 1000000px' }; // so that only passing its lower edge counts
    const observer = new IntersectionObserver(
      (entries) => setAbove(entries.at(-1)?.isIntersecting === false),
      isBelowToo,
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return isAbove;
}
