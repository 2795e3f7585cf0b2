/** What a framed figure and the page around it tell each other: plain data of version 1, each message checked by who receives it. */

export type FromFrame =
  | { readonly kind: 'size'; readonly heightPx: number }
  | { readonly kind: 'inputs-change'; readonly query: string }
  | { readonly kind: 'step'; readonly step: number; readonly sigma: number }
  | { readonly kind: 'error'; readonly message: string };

/** Asks the figure for other inputs, as in a link. */
export interface ToFrame {
  readonly kind: 'change';
  readonly query: string;
}

const about = 'hidden-gaussian';
const version = 1;
/** No figure is taller; a frame that says so is not believed. */
export const tallestPx = 6000;
const longestText = 4000;

export const seal = (message: FromFrame | ToFrame) => ({ about, version, ...message });

/** @returns undefined for what is no message of a framed figure */
export function readFromFrame(data: unknown): FromFrame | undefined {
  const message = unseal(data);
  switch (message?.['kind']) {
    case 'size': {
      const { heightPx } = message;
      if (!isFinite(heightPx) || heightPx < 0) return undefined;
      return { kind: 'size', heightPx: Math.min(Math.ceil(heightPx), tallestPx) };
    }
    case 'inputs-change': {
      const { query } = message;
      return isText(query) ? { kind: 'inputs-change', query } : undefined;
    }
    case 'step': {
      const { step, sigma } = message;
      return isFinite(step) && isFinite(sigma) ? { kind: 'step', step, sigma } : undefined;
    }
    case 'error': {
      const words = message['message'];
      return isText(words) ? { kind: 'error', message: words } : undefined;
    }
    default:
      return undefined;
  }
}

/** @returns undefined for what is no message to a framed figure */
export function readToFrame(data: unknown): ToFrame | undefined {
  const message = unseal(data);
  const query = message?.['query'];
  return message?.['kind'] === 'change' && isText(query) ? { kind: 'change', query } : undefined;
}

function unseal(data: unknown): Record<string, unknown> | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const message = data as Record<string, unknown>;
  return message['about'] === about && message['version'] === version ? message : undefined;
}

const isFinite = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= longestText;
