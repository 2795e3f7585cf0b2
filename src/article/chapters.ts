/** The chapters, in order. Each is a file of prose with figures, and answers one question. */
import type { MDXContent } from 'mdx/types';
import Copies from './chapters/copies.mdx';
import Denoiser from './chapters/denoiser.mdx';
import Emergence from './chapters/emergence.mdx';
import Enough from './chapters/enough.mdx';
import Extremes from './chapters/extremes.mdx';
import LinearMap from './chapters/linearMap.mdx';
import Linearity from './chapters/linearity.mdx';
import Mix from './chapters/mix.mdx';
import Sampler from './chapters/sampler.mdx';
import TwoNetworks from './chapters/twoNetworks.mdx';
import Yours from './chapters/yours.mdx';

export interface Chapter {
  /** Its anchor in links. */
  readonly id: string;
  /** In the list of chapters. */
  readonly name: string;
  readonly question: string;
  readonly Body: MDXContent;
}

export const chapters: readonly Chapter[] = [
  { id: 'denoiser', name: 'Denoisers', question: 'What is a denoiser?', Body: Denoiser },
  { id: 'extremes', name: 'Two extremes', question: 'Remember, or average?', Body: Extremes },
  { id: 'sampler', name: 'The sampler', question: 'How does noise become an image?', Body: Sampler },
  { id: 'copies', name: 'Copies', question: 'When does a network stop copying?', Body: Copies },
  { id: 'linearity', name: 'Linearity', question: 'How linear is it?', Body: Linearity },
  { id: 'map', name: 'The linear map', question: 'Which linear map is it?', Body: LinearMap },
  {
    id: 'emergence',
    name: 'Size and time',
    question: 'Can a network be too small, or too young, to remember?',
    Body: Emergence,
  },
  { id: 'two', name: 'Two networks', question: 'Do two networks draw the same image?', Body: TwoNetworks },
  { id: 'mix', name: 'Patches', question: 'Remember, average, or mix?', Body: Mix },
  { id: 'enough', name: 'How many', question: 'How many images are enough?', Body: Enough },
  { id: 'yours', name: 'Your images', question: 'What will your images do?', Body: Yours },
];
