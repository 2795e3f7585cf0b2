/** A whole number in [0, bound) that nobody can foresee. */
export function rollDie(bound: number): number {
  return Math.floor(Math.random() * bound);
}
