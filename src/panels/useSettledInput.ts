import { useEffect, useEffectEvent, useState } from 'react';
import type { InputName, Inputs } from '../state/inputs';
import { useInput } from './session';

const settledMs = 250;

/** One input that follows the pointer: here at once, in the link and in the other figures when it has come to rest. */
export function useSettledInput<Name extends InputName>(name: Name): [Inputs[Name], (value: Inputs[Name]) => void] {
  const [settled, settle] = useInput(name);
  const [moving, setMoving] = useState<{ readonly from: Inputs[Name]; readonly value: Inputs[Name] }>();
  const value = moving && moving.from === settled ? moving.value : settled;
  const rest = useEffectEvent(() => {
    if (value !== settled) settle(value);
    setMoving(undefined);
  });
  useEffect(() => {
    if (!moving) return;
    const timer = setTimeout(rest, settledMs);
    return () => clearTimeout(timer);
  }, [moving]);
  return [value, (next) => setMoving({ from: settled, value: next })];
}
