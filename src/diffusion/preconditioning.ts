/** The numbers that wrap a raw network F into a denoiser D, and weigh its training loss. Karras et al. 2022, table 1, column "EDM". */

/** Scalings of D(x; sigma) = cSkip x + cOut F(cIn x; cNoise). @param sigma  noise level > 0  @param sigmaData  standard deviation of the data's pixels */
export function edmScalings(sigma: number, sigmaData: number) {
  const variance = sigma ** 2 + sigmaData ** 2;
  return {
    cSkip: sigmaData ** 2 / variance,
    cOut: (sigma * sigmaData) / Math.sqrt(variance),
    cIn: 1 / Math.sqrt(variance),
    cNoise: Math.log(sigma) / 4,
  };
}

/** Weight of ||D(y + n; sigma) - y||^2 in the training loss, such that lossWeight cOut^2 = 1. */
export function edmLossWeight(sigma: number, sigmaData: number): number {
  return (sigma ** 2 + sigmaData ** 2) / (sigma * sigmaData) ** 2;
}
