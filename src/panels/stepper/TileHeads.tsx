/** What the five tiles of a row are: above the first row when the rows are side by side, in each row when they are stacked. */
export function TileHeads({ sigmaData }: { readonly sigmaData: number }) {
  const part = sigmaData.toFixed(2);
  return (
    <>
      <div className="now tile-heads" aria-hidden="true">
        <span data-part="x" title={`Shown times ${part} / √(σ² + ${part}²), so that noise does not outshine the image`}>
          <b className="symbol">x</b> <span className="is-long">noisy image, normalised</span>
        </span>
        <span data-part="denoiser">
          <b>
            <span className="symbol">D</span>(<span className="symbol">x</span>; <span className="symbol">σ</span>)
          </b>{' '}
          <span className="is-long">denoised</span>
        </span>
        <span data-part="direction score">
          <b>
            (<span className="symbol">x</span>−<span className="symbol">D</span>)/<span className="symbol">σ</span>
          </b>{' '}
          <span className="is-long">direction</span>
        </span>
      </div>
      <div className="result-tiles tile-heads" aria-hidden="true">
        <span>sample</span>
        <span>
          nearest <span className="is-long">training image</span>
        </span>
      </div>
    </>
  );
}
