import type { VectorMeasures } from './compute';

/** The formula, and how it was measured. */
export function VectorsMethod({ measures: { vectors, manifest } }: { readonly measures: VectorMeasures }) {
  return (
    <>
      <p>
        |<var>U</var>
        <sub>L</sub>
        <sup>T</sup>
        <var>U</var>
        <sub>G</sub>| of the first left singular vectors (Li, Dai and Qu, figure 4): signs are arbitrary, so the
        absolute value is shown. <var>U</var>
        <sub>L</sub> are the eigenvectors of <var>W</var>
        <sub>L</sub>
        <var>W</var>
        <sub>L</sub>
        <sup>T</sup> in float64; <var>U</var>
        <sub>G</sub> are the modes of the training images, whose singular values are <var>λ</var>/(<var>λ</var> +{' '}
        <var>σ</var>²). 64 images have 63 modes. Vectors are gray at 0, each on its own scale.
      </p>
      <dl className="facts">
        <dt>Cosines, values</dt>
        <dd>
          on {vectors.date} with <code>{vectors.command}</code>, in 255 steps
        </dd>
        <dt>Maps</dt>
        <dd>
          on {manifest.date} with <code>{manifest.command}</code>; the images of the vectors are computed on your
          machine from the same files
        </dd>
      </dl>
    </>
  );
}
