import type { Centring } from '../state/similarity';

/** The two kinds of cosine, to choose from. */
export const centrings: readonly { readonly id: Centring; readonly label: string; readonly hint: string }[] = [
  { id: 'raw', label: 'raw', hint: 'Of the pixels as they are: large for any two images with the same background' },
  { id: 'centered', label: 'centred', hint: 'With the mean training image subtracted from both' },
];
