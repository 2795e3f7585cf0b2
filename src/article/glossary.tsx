/** The words and symbols of the page. */
import type { ReactNode } from 'react';

export interface Term {
  readonly name: ReactNode;
  readonly meaning: ReactNode;
}

export const glossary = {
  sigma: {
    name: (
      <>
        <var>σ</var>, noise level
      </>
    ),
    meaning: (
      <>
        The standard deviation of the noise in each pixel, where pixels run from −1 to 1. At 80 nothing is left of an
        image; at 0.002 nothing is left of the noise.
      </>
    ),
  },
  x: {
    name: (
      <>
        <var>x</var>, noisy image
      </>
    ),
    meaning:
      'What the denoiser is given: an image plus noise, 784 numbers. On the way of the sampler, where it stands.',
  },
  denoiser: {
    name: (
      <>
        <var>D</var>(<var>x</var>; <var>σ</var>), denoiser
      </>
    ),
    meaning: (
      <>
        A function that guesses the clean image in a noisy one. The best one, in the mean square, is the mean of all
        clean images that could have become <var>x</var>, each weighted by how likely it is.
      </>
    ),
  },
  score: {
    name: 'score',
    meaning: (
      <>
        The direction in which noisy images become more probable fastest: (<var>D</var> − <var>x</var>)/<var>σ</var>².
        Whoever knows one of denoiser and score knows the other.
      </>
    ),
  },
  direction: {
    name: 'direction',
    meaning: (
      <>
        (<var>x</var> − <var>D</var>)/<var>σ</var>: what the sampler moves along, d<var>x</var>/d<var>σ</var>. It is −
        <var>σ</var> times the score, the noise that the denoiser believes to see.
      </>
    ),
  },
  N: {
    name: (
      <>
        <var>N</var>, training images
      </>
    ),
    meaning: 'How many images a denoiser was made from. The page always takes the first N of a set.',
  },
  d: {
    name: (
      <>
        <var>d</var>, dimension
      </>
    ),
    meaning: 'How many numbers an image is: 28 × 28 = 784 pixels.',
  },
  multiDelta: {
    name: 'multi-delta',
    meaning:
      'The denoiser that is best if the training images were all the images there are: their average, weighted by how near each is to the noisy image. It returns training images. Also called the empirical or optimal denoiser.',
  },
  gaussian: {
    name: 'Gaussian',
    meaning:
      'The denoiser that is best if images were draws of a normal law with the mean and the covariance of the training images. It knows nothing else of them, and it is linear.',
  },
  linear: {
    name: 'linear denoiser',
    meaning:
      'At each noise level the matrix and the constant that come nearest to another denoiser’s answers. Found by asking, without looking at any covariance.',
  },
  network: {
    name: 'network',
    meaning: 'A small U-Net, trained to take noise away from the first N images.',
  },
  covariance: {
    name: (
      <>
        <var>Σ</var>, covariance
      </>
    ),
    meaning:
      'How pixels vary together: 784 × 784 numbers. Its eigenvectors are the directions of the images, its eigenvalues the variances along them.',
  },
  spectrum: {
    name: 'spectrum',
    meaning:
      'The eigenvalues of the covariance, the largest first. How fast they fall says how many directions matter.',
  },
  ridge: {
    name: (
      <>
        <var>c</var>, ridge
      </>
    ),
    meaning: 'A number added to every eigenvalue, so that a direction that was never seen is not believed impossible.',
  },
  copy: {
    name: 'copy',
    meaning: 'A sample whose nearest training image is less than a third as far as its second nearest.',
  },
  heldOut: {
    name: 'held-out images',
    meaning: 'Images of the same kind that no denoiser here was made from.',
  },
  GL: {
    name: 'GL score',
    meaning:
      'How far a sample is from its nearest training image, as a share of its own length. Small means remembered; to judge it, compare with held-out images.',
  },
  divergence: {
    name: 'divergence',
    meaning:
      'The Kullback-Leibler divergence of the samples’ law from the true one: 0 when they are the same; here per direction, in nats.',
  },
  heun: {
    name: 'Heun',
    meaning:
      'A solver that looks twice: it takes Euler’s step, asks for the direction at its end, and then steps along the mean of both. Its last step is Euler’s.',
  },
  distil: {
    name: 'distil',
    meaning: 'To make a simple denoiser that answers as another one does, by asking it about many noisy images.',
  },
  singularVector: {
    name: 'singular vector',
    meaning:
      'A direction of a matrix: what it lets through most, next most, and so on. Of a symmetric matrix they are its eigenvectors.',
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof glossary;

/** @throws RangeError that names the known terms */
export function findTerm(id: TermId): Term {
  if (!Object.hasOwn(glossary, id))
    throw new RangeError(`Term: must be one of ${Object.keys(glossary).join(', ')}, got ${id}`);
  return glossary[id];
}
