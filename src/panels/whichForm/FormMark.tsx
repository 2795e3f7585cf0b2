import { denoiserCatalog, type CandidateId } from '../../denoisers/catalog';

/** On a square of 16. */
const shapes: Record<CandidateId, string> = {
  gaussian: 'M8,1.5A6.5,6.5 0 1 1 7.99,1.5Z',
  linear: 'M8,1.5L15,14H1Z',
  multiDelta: 'M2,2H14V14H2Z',
  local: 'M8,0.5L15.5,8L8,15.5L0.5,8Z',
};

/** The sign of a closed form: its colour and its shape, hollow where it is not clearly ahead. */
export function FormMark({ id, isClear = true }: { readonly id: CandidateId; readonly isClear?: boolean }) {
  return (
    <svg
      className={isClear ? 'form-mark' : 'form-mark is-hollow'}
      viewBox="-1 -1 18 18"
      style={{ color: denoiserCatalog[id].color }}
      aria-hidden="true"
    >
      <path d={shapes[id]} />
    </svg>
  );
}
