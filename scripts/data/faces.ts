/** Cartoon heads drawn by faces.js, rasterised by resvg: nothing but the seed decides them. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeRng } from '../../src/math/rng';
import { drawFace, type FaceConfig } from './drawFace';
import { facesLicence } from './licences';
import { dim, sidePx, type Recipe } from './recipe';
import { selectDistinct } from './selectDistinct';
import { installSources } from './sources';

const selection = { seed: 20170817, trainCount: 8192, heldOutCount: 1024 };
const spares = 64; // in case some drawings are equal
const pixelsAcross = 4; // subpixels a side that are averaged into a pixel
const headBox = '-10 88 420 420'; // of facesjs's 400 x 600 canvas

export const faces: Recipe = {
  id: 'faces',
  label: 'Faces',
  description: 'Cartoon heads with shapes, sizes and gray levels chosen at random, no glasses or hats (faces.js).',
  ...selection,
  source: {
    name: 'faces.js drawings',
    version: 'npm facesjs 5.0.3, rasterised by npm @resvg/resvg-js 2.6.2',
    url: 'https://github.com/zengm-games/facesjs',
  },
  licence: { spdx: 'Apache-2.0', text: facesLicence },
  async make() {
    const drawing = await loadDrawing(await installSources());
    const drawSplit = (count: number, stream: number) => {
      const images = new Uint8Array((count + spares) * dim);
      for (let i = 0; i < count + spares; i++) {
        const face = drawFace(makeRng(selection.seed, 2, stream, i), drawing.shapes);
        images.set(drawing.rasterise(face), i * dim);
      }
      return { images };
    };
    return selectDistinct(
      { train: drawSplit(selection.trainCount, 0), heldOut: drawSplit(selection.heldOutCount, 1) },
      selection,
    );
  },
};

interface Drawing {
  shapes: Record<string, readonly string[]>;
  /** @returns gray bytes, shape [dim], on black */
  rasterise(face: FaceConfig): Uint8Array;
}

async function loadDrawing(packages: string): Promise<Drawing> {
  const { faceToSvgString, svgsIndex } = (await import(
    pathToFileURL(join(packages, 'facesjs/build/index.js')).href
  )) as { faceToSvgString(face: FaceConfig): string; svgsIndex: Drawing['shapes'] };
  const { Resvg } = createRequire(join(packages, 'index.js'))('@resvg/resvg-js') as {
    Resvg: new (svg: string, options: { background: string }) => { render(): { width: number; pixels: Uint8Array } };
  };
  const widthPx = sidePx * pixelsAcross;
  return {
    shapes: svgsIndex,
    rasterise(face) {
      const size = 'width="100%" height="100%" viewBox="0 0 400 600"';
      const svg = faceToSvgString(face).replace(size, `width="${widthPx}" height="${widthPx}" viewBox="${headBox}"`);
      const { width, pixels } = new Resvg(svg, { background: '#000000' }).render();
      if (width !== widthPx) throw new Error(`faces: a drawing must be ${widthPx} pixels wide, got ${width}`);
      return averageToGray(pixels);
    },
  };
}

/** The mean luma (Rec. 601, in thousandths) of each block of subpixels. @param rgba shape [sidePx * pixelsAcross, sidePx * pixelsAcross, 4] */
function averageToGray(rgba: Uint8Array): Uint8Array {
  const sums = new Uint32Array(dim);
  const widthPx = sidePx * pixelsAcross;
  for (let y = 0; y < widthPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const from = 4 * (y * widthPx + x);
      const to = Math.floor(y / pixelsAcross) * sidePx + Math.floor(x / pixelsAcross);
      sums[to]! += 299 * rgba[from]! + 587 * rgba[from + 1]! + 114 * rgba[from + 2]!;
    }
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / (1000 * pixelsAcross ** 2)));
}
