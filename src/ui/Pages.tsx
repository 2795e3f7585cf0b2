import { useState } from 'react';
import { formatCount } from '../draw/count';
import { IconButton } from './IconButton';

export interface Paging {
  /** The page that is shown is [first, last) of [0, count). */
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** One page back, -1, or on, 1. */
  readonly onTurn: (by: number) => void;
}

/** A long list in pages; the last page is as full as the others. */
export function usePages(count: number, most: number): Paging {
  const [asked, setAsked] = useState(0);
  const perPage = Math.min(count, most);
  const first = Math.min(asked, count - perPage);
  const onTurn = (by: number) => setAsked(Math.min(Math.max(0, first + by * perPage), count - perPage));
  return { first, last: first + perPage, count, onTurn };
}

export interface PagesProps extends Paging {
  /** "Noises": what is counted, as the words begin. */
  readonly unit: string;
  /** "pairs": what the buttons turn to. */
  readonly things: string;
}

/** Which part of a long list is shown, and the way to the others. */
export function Pages({ unit, things, first, last, count, onTurn }: PagesProps) {
  return (
    <p className="pages">
      <IconButton icon="back" label={`Earlier ${things}`} onPress={() => onTurn(-1)} isDisabled={first === 0} />
      <span aria-live="polite">
        {unit} {formatCount(first + 1)} to {formatCount(last)} of {formatCount(count)}
      </span>
      <IconButton icon="forward" label={`Later ${things}`} onPress={() => onTurn(1)} isDisabled={last === count} />
    </p>
  );
}
