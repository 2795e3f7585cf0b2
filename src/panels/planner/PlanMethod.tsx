/** What the plan assumes, and how it was computed. */
export function PlanMethod({ resamplings }: { readonly resamplings: number }) {
  return (
    <>
      <p>
        The plan is for a linear diffusion model with its best ridge, and takes the images for draws of a Gaussian with
        their covariance. It says nothing of a deep network, which can learn more than a covariance and needs more
        images for it. The least <var>N</var> is found by bisection on the theory of the figures above; at each{' '}
        <var>N</var> the ridge is the one of least test loss, or of least divergence. KL is from the model to the truth,
        per direction, in directions with more than 10⁻⁶ of the largest variance.
      </p>
      <p>
        The spectrum is itself estimated, from all training images: the largest eigenvalues of a sample are too large
        and the smallest too small, the more so the nearer their number is to <var>d</var>.{' '}
        {resamplings > 0 &&
          `How sure: the images were drawn anew ${resamplings} times, with replacement, as many as there are, and each such spectrum was planned for. A resampling stands to the spectrum as the spectrum stands to the truth: the mean shift of ln N is taken off as bias, and twice its standard deviation is the margin. `}
        This holds while there are many more images than dimensions; near <var>N</var> = <var>d</var> a bootstrap of
        eigenvalues is known to fail.
      </p>
      <p>
        Really fitted: mean and covariance of the first <var>N</var> images, scored on held-out images at the ridge that
        the theory chose; where the scores cross the target, on logarithmic scales. What is best possible on the
        held-out images is the loss of the fit on all training images, and divergences are from its Gaussian; the first{' '}
        <var>N</var> are part of these, so that large <var>N</var> look better than they are. The best time to stop is
        that of gradient flow on the loss as written, E|ε − <var>Wx</var>|² + <var>c</var> ᾱ|<var>W</var>|² from{' '}
        <var>W</var> = 0, without a factor ½ and without a mean over <var>d</var>: another convention stretches the
        clock.
      </p>
    </>
  );
}
