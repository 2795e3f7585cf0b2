import { ImageTile } from '../../ui/ImageTile';
import { percent, type Share } from './compute';
import { letters, tint } from './OriginsMap';

export interface SourceTilesProps {
  readonly heading: string;
  readonly shares: readonly Share[];
  /** Of all images, bytes [count, 784]. */
  readonly pictures: Uint8Array;
  readonly dim: number;
  readonly sizePx: number;
  /** Place among the images that give most of the whole; undefined beyond the tinted ones. */
  readonly rankOf: (index: number) => number | undefined;
}

/** Training images with their shares, and the tints that they have in the map. */
export function SourceTiles({ heading, shares, pictures, dim, sizePx, rankOf }: SourceTilesProps) {
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
