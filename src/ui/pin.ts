/** Whether a figure stays in view while its reader goes on; offered by the page that holds it. */
import { createContext } from 'react';

export interface Pin {
  readonly isPinned: boolean;
  toggle(): void;
}

export const PinContext = createContext<Pin | undefined>(undefined);
