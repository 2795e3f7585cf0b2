/** Which directions a divergence can count: where the truth has no variance, such as at a pixel that is always black, it would be infinite. */

const least = 1e-6;

/** The eigenvalues above 1e-6 of the largest. @param eigenvalues  descending */
export function keptEigenvalues(eigenvalues: ArrayLike<number>): Float64Array {
  return Float64Array.from(eigenvalues).filter((lambda) => lambda > least * eigenvalues[0]!);
}
