import { ImageTile } from '../../ui/ImageTile';
import { percent, type Share, weightMap } from './compute';
import { letters, tint } from './OriginsMap';

export interface SourceTilesProps {
  readonly heading: string;
  readonly shares: readonly Share[];
  /** Of all images, bytes [count, 784]. */
  readonly pictures: Uint8Array;
  readonly dim: number;
  /** w_i(p), [784, count]. */
  readonly weights: Float32Array;
  readonly sizePx: number;
  /** Place among the images that give most of the whole; undefined beyond the tinted ones. */
  readonly rankOf: (index: number) => number | undefined;
}

/** Training images with what they give to each pixel, their shares, and the tints that they have in the map. */
export function SourceTiles({ heading, shares, pictures, dim, weights, sizePx, rankOf }: SourceTilesProps) {
  return (
    <div className="locality-sources">
      <h3>{heading}</h3>
      <ul>
        {shares.map(({ index, share }) => {
          const rank = rankOf(index);
          return (
            <li key={index} style={{ borderColor: rank === undefined ? 'transparent' : tint(rank) }}>
              <ImageTile
                bytes={pictures.subarray(index * dim, (index + 1) * dim)}
                sizePx={sizePx}
                label={`Training image ${index + 1}`}
              />
              <ImageTile
                bytes={weightMap(weights, index, pictures.length / dim)}
                sizePx={sizePx}
                label={`Weights of training image ${index + 1}: what it gives to each pixel`}
              />
              <span>
                {rank === undefined ? '' : `${letters[rank]} · `}
                {percent(share)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
