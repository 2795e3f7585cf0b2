import {
  Children,
  createContext,
  type ReactNode,
  startTransition,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { afterFrame, soon } from './soon';

/** Tells the pieces around these how many more of those within them (or fewer, when negative) are not yet whole. */
const Outer = createContext<((change: number) => void) | undefined>(undefined);

interface InPiecesProps {
  /** Each is drawn before the next: laying it out takes longer than making it. */
  readonly areLarge?: boolean;
  readonly children: ReactNode;
}

/** A piece that is there within the time of a frame is small for this machine: the next need not wait for a frame. */
const quickMs = 16;

/**
 * Children that come one after another, each when the one before it is there with all that is in it, and is drawn if it is large, so that a large picture does not hold the page.
 * For what stands in the order of its pieces in a place as tall as it will be: then nothing moves.
 */
export function InPieces({ areLarge = false, children }: InPiecesProps) {
  const pieces = useMemo(() => Children.toArray(children), [children]);
  const [count, setCount] = useState(1);
  const [askedAtMs, setAskedAtMs] = useState(() => performance.now());
  const [unfinishedWithin, setUnfinishedWithin] = useState(0);
  const onChange = useCallback((change: number) => setUnfinishedWithin((known) => known + change), []);
  const outer = use(Outer);
  const isWhole = count >= pieces.length && unfinishedWithin === 0;
  useLayoutEffect(() => {
    if (isWhole || !outer) return;
    outer(1);
    return () => outer(-1);
  }, [isWhole, outer]);
  useLayoutEffect(() => {
    if (isWhole || unfinishedWithin > 0) return;
    const isQuick = !areLarge && performance.now() - askedAtMs < quickMs;
    return (isQuick ? soon : afterFrame)(() =>
      startTransition(() => {
        setCount(count + 1);
        setAskedAtMs(performance.now());
      }),
    );
  }, [isWhole, unfinishedWithin, count, askedAtMs, areLarge]);
  return <Outer value={onChange}>{pieces.slice(0, count)}</Outer>;
}
