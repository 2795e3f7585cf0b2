import { type KeyboardEvent } from 'react';
import { datasetInfo } from '../../data/catalog';
import { firstImages } from '../../data/subset';
import { patchSizes } from '../../denoisers/catalog';
import { karrasSigmas } from '../../diffusion/schedule';
import { toGray, toGrayOnce } from '../../draw/gray';
import { tileSize } from '../../draw/tileSize';
import { ImageTile } from '../../ui/ImageTile';
import { Segmented } from '../../ui/Segmented';
import { StopSlider } from '../../ui/StopSlider';
import { usePixelRatio } from '../../ui/usePixelRatio';
import { usePlaceWidth } from '../../ui/useWidth';
import { LiveMeasure } from '../LiveMeasure';
import { PanelFigure } from '../PanelFigure';
import { imageWidth, pixelAfterKey, PixelImage } from '../PixelImage';
import { useInput, useInputs } from '../session';
import { liveSource } from '../sources';
import { useLive } from '../useLive';
import { formatCount } from '../words';
import { usePixel } from '../usePixel';
import { localityFinding, type Origins, originsOf, pixelShares, sideWords } from './compute';
import { letters, OriginsMap } from './OriginsMap';
import { SourceTiles } from './SourceTiles';
import { localityTables } from './tables';
import './locality.css';

/** A weight comes back for each image at each pixel, so not all of many are asked. */
const mostImages = 256;
const steps = 18;
const [stripPx, largePx, sourcePx, shownSources] = [84, 252, 56, 6];

const stops = patchSizes.map((side) => ({ value: side, label: String(side), isMarked: true }));

const squareOptions = [
  { id: 'same', label: 'same place' },
  { id: 'any', label: 'any place, slow', hint: 'Equivariant: the square may have moved; hundreds of times the work' },
] as const;

interface Found {
  readonly origins: readonly Origins[];
  readonly pictures: Uint8Array;
}

/** One noise, drawn by the local denoiser with squares from the whole image to one pixel; and the training images that each pixel is taken from. */
export function LocalityPanel() {
  const { dataset, images, seed } = useInputs();
  const [patchSize, choose] = useInput('patchSize');
  const [places, setPlaces] = useInput('places');
  const isSlow = places === 'any';
  const subset = firstImages(Math.min(images, mostImages));
  const live = useLive<Found>(
    `${dataset} ${subset.count} ${seed} ${isSlow ? patchSize : ''}`,
    async (run) => {
      const indices = Array.from({ length: subset.count }, (_, index) => index);
      const { images: pictures } = await run({ kind: 'images', dataset, split: 'train', indices });
      const origins: Origins[] = [];
      await run(
        { kind: 'locality', dataset, subset, patchSizes: isSlow ? [patchSize] : patchSizes, places, steps, seed },
        { onFrame: (frame) => origins.push(originsOf(frame)) },
      );
      return { origins, pictures };
    },
    { isAsked: !isSlow },
  );
  const found = live.result?.origins ?? [];
  const origins = found.find((each) => each.patchSize === patchSize);
  const noun = datasetInfo(dataset).noun.many;
  return (
    <PanelFigure
      id="locality"
      title={localityFinding(dataset, origins)}
      caption={
        <>
          Go from the whole image to one pixel: a copy falls apart into a patchwork, and the patchwork into grain. Then
          point at a pixel, or move the mark with the arrow keys: whose is it, and whose are its neighbours? Where many
          images are equally black, none of them is the source, and the tint fades. Below each source are its weights:
          white where all is from it.
          {images > mostImages && ` Drawn from the first ${mostImages} of your ${formatCount(images)} ${noun}.`}
        </>
      }
      method={
        <p>
          <var>D</var>(<var>x</var>; <var>σ</var>)<sub>p</sub> = Σ<sub>i</sub> <var>w</var>
          <sub>i</sub>(p) <var>y</var>
          <sub>i,p</sub>, the weights the softmax of −|<var>x</var> − <var>y</var>
          <sub>i</sub>|²/(2<var>σ</var>²) over the square around pixel p, cut at the border (Kamb and Ganguli 2024).
          From any place, the sum goes over all places too; a square that the border cuts is then compared with squares
          that it cuts in the same way. Euler’s method in {steps} steps from <var>σ</var> = 80, noise of seed {seed},
          the first {subset.count} {noun}. The weights are those of the last step, whose answer is the image. The tint
          is that of the largest weight; the share of an image is the mean of its weights over all pixels. Computed on
          your machine.
        </p>
      }
      tables={() => localityTables(found)}
      python={
        origins && !isSlow
          ? async (head) =>
              (await import('./python')).localityScript(head, {
                dataset,
                images: subset.count,
                seed,
                sigmas: karrasSigmas({ steps }),
                origins,
              })
          : undefined
      }
      sources={live.ran ? [liveSource('Samples of the local denoiser, and its weights', live.ran)] : []}
    >
      <div className="locality-bar">
        <StopSlider
          label="Side of the square around each pixel"
          stops={stops}
          value={patchSize}
          words={sideWords(patchSize)}
          ends={['the whole image', 'one pixel']}
          onChange={choose}
        />
        <Segmented legend="Squares of training images" options={squareOptions} value={places} onChange={setPlaces} />
      </div>
      <Strip found={found} patchSize={patchSize} onChoose={choose} />
      {live.result && origins && <Sources origins={origins} pictures={live.result.pictures} />}
      <LiveMeasure
        words={
          isSlow
            ? `One sample of ${subset.count} ${noun}, ${sideWords(patchSize)}: squares from any place take minutes without a GPU.`
            : `Samples of ${subset.count} ${noun}, drawn on your machine.`
        }
        live={live}
        startLabel={isSlow ? 'Draw it' : 'Draw them again'}
      />
    </PanelFigure>
  );
}

interface StripProps {
  readonly found: readonly Origins[];
  readonly patchSize: number;
  readonly onChoose: (patchSize: number) => void;
}

/** The finished images, from the whole image to one pixel. */
function Strip({ found, patchSize, onChoose }: StripProps) {
  const sizePx = tileSize(imageWidth, stripPx, usePixelRatio());
  return (
    <div className="locality-strip">
      {patchSizes.map((side) => {
        const sample = found.find((each) => each.patchSize === side)?.sample;
        return (
          <button key={side} type="button" aria-pressed={side === patchSize} onClick={() => onChoose(side)}>
            <ImageTile bytes={sample && toGrayOnce(sample)} sizePx={sizePx} label={`Sample, ${sideWords(side)}`} />
            <span aria-hidden="true">{sideWords(side)}</span>
          </button>
        );
      })}
    </div>
  );
}

function Sources({ origins, pictures }: { readonly origins: Origins; readonly pictures: Uint8Array }) {
  const { sample, weights, shares } = origins;
  const [ref, placePx] = usePlaceWidth();
  const [pixel, setPixel] = usePixel();
  const pixelRatio = usePixelRatio();
  const sizePx = tileSize(imageWidth, Math.min(largePx, placePx || largePx), pixelRatio);
  const shared = { pictures, weights, dim: sample.length, sizePx: tileSize(imageWidth, sourcePx, pixelRatio) };
  const ranks = new Map(shares.slice(0, letters.length).map(({ index }, rank) => [index, rank]));
  const rankOf = (index: number) => ranks.get(index);
  const ofPixel = pixelShares(weights, pixel.line * imageWidth + pixel.column, shares.length);
  const move = (event: KeyboardEvent) => {
    const next = pixelAfterKey(event, pixel);
    if (!next) return;
    event.preventDefault();
    setPixel(next);
  };
  return (
    <div ref={ref} className="locality-body">
      <div
        className="locality-pixels"
        role="group"
        tabIndex={0}
        aria-label={`Pixel in column ${pixel.column}, line ${pixel.line}: arrow keys move it`}
        onKeyDown={move}
      >
        <PixelImage
          name="The sample"
          {...{ sizePx, pixel }}
          bytes={toGray(sample)}
          values={sample}
          onPoint={setPixel}
        />
      </div>
      <div className="locality-map">
        <OriginsMap origins={origins} sizePx={sizePx} />
        <span>Map of origins</span>
      </div>
      <div className="locality-lists">
        <SourceTiles
          {...shared}
          heading="The whole image is from"
          shares={shares.slice(0, letters.length)}
          rankOf={rankOf}
        />
        <SourceTiles
          {...shared}
          heading={`Column ${pixel.column}, line ${pixel.line} is from`}
          shares={ofPixel.slice(0, shownSources).filter(({ share }) => share >= 0.005)}
          rankOf={rankOf}
        />
      </div>
    </div>
  );
}
