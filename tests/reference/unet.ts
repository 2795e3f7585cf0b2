/**
 * The network denoiser in float64, in plain loops, written from the description of the architecture and not from its code: one image at a time.
 * An image of c channels is a Float64Array [height, width, c].
 */
import { sizeOf, unetSpecs } from '../../src/network/unet';

type Named = Readonly<Record<string, ArrayLike<number>>>;

interface Image {
  readonly size: number;
  readonly channels: number;
  readonly values: Float64Array;
}

/** D(x; sigma) = cSkip x + cOut F(cIn x; ln(sigma) / 4). @param values  flat, in the order of `unetSpecs(width)` */
export function networkMean(
  { values, width, sigmaData }: { values: ArrayLike<number>; width: number; sigmaData: number },
  x: ArrayLike<number>,
  sigma: number,
): Float64Array {
  const total = Math.sqrt(sigma * sigma + sigmaData * sigmaData);
  const output = unet(
    byName(values, width),
    width,
    Float64Array.from(x, (value) => value / total),
    Math.log(sigma) / 4,
  );
  return output.map((f, p) => (x[p]! * sigmaData * sigmaData) / (total * total) + (f * sigma * sigmaData) / total);
}

/** F(x, cNoise). @param values  flat, in the order of `unetSpecs(width)` */
export function unetOf(
  { values, width }: { values: ArrayLike<number>; width: number },
  x: Float64Array,
  cNoise: number,
): Float64Array {
  return unet(byName(values, width), width, x, cNoise);
}

function byName(values: ArrayLike<number>, width: number): Named {
  let offset = 0;
  const named: Record<string, ArrayLike<number>> = {};
  for (const spec of unetSpecs(width)) {
    named[spec.name] = Array.from({ length: sizeOf(spec) }, (_, i) => values[offset + i]!);
    offset += sizeOf(spec);
  }
  return named;
}

function unet(parameters: Named, width: number, x: Float64Array, cNoise: number): Float64Array {
  const get = (name: string) => parameters[name]!;
  const features: number[] = [];
  for (let i = 0; i < 16; i++) {
    const turns = 2 ** (-3 + 0.4 * i) * cNoise;
    features.push(Math.sin(2 * Math.PI * turns), Math.cos(2 * Math.PI * turns));
  }
  const modulation = rowTimes(
    rowTimes(features, get('embed.hidden'), 64).map(silu),
    get('embed.modulation'),
    12 * width,
  );
  let used = 0;

  const block = (h: Image, name: string): Image => {
    const shift = modulation.slice(used, used + h.channels);
    const scale = modulation.slice(used + h.channels, used + 2 * h.channels).map((value) => value + 1);
    used += 2 * h.channels;
    const first = convolve(
      activate(normalize(h, get(`${name}.scale`), get(`${name}.shift`))),
      get(`${name}.filter1`),
      h.channels,
    );
    const second = convolve(activate(normalize(first, scale, shift)), get(`${name}.filter2`), h.channels);
    return plus(h, second);
  };

  const input: Image = { size: 28, channels: 1, values: x };
  const encoded = block(convolve(input, get('input.filter'), width, { size: 6, stride: 2, padding: 2 }), 'encode14');
  let h = convolve(encoded, get('down.weight'), 2 * width, { size: 2, stride: 2, padding: 0 });
  h = block(h, 'middle7a');
  const read = convolve(normalize(h, get('global.scale'), get('global.shift')), get('global.reduce'), 8, pointwise);
  const hidden = rowTimes([...read.values], get('global.hidden'), 4 * width).map(silu);
  const written = Float64Array.from(rowTimes(hidden, get('global.output'), 49 * 8));
  h = plus(h, convolve({ size: 7, channels: 8, values: written }, get('global.expand'), 2 * width, pointwise));
  h = block(h, 'middle7b');
  h = plus(encoded, unfold(convolve(h, get('up.weight'), 4 * width, pointwise)));
  h = block(h, 'decode14');
  const fine = activate(
    unfold(convolve(activate(normalize(h, get('fine.scale'), get('fine.shift'))), get('fine.filter'), 16)),
  );
  return plus(convolve(fine, get('output.filter'), 1), convolve(input, get('output.inputFilter'), 1)).values;
}

const pointwise = { size: 1, stride: 1, padding: 0 };

function silu(value: number): number {
  return value / (1 + Math.exp(-value));
}

function rowTimes(row: readonly number[], weight: ArrayLike<number>, columns: number): number[] {
  return Array.from({ length: columns }, (_, j) =>
    row.reduce((sum, value, i) => sum + value * weight[i * columns + j]!, 0),
  );
}

function activate(image: Image): Image {
  return { ...image, values: image.values.map(silu) };
}

function plus(a: Image, b: Image): Image {
  return { ...a, values: a.values.map((value, i) => value + b.values[i]!) };
}

/** Channels of each pixel over their root mean square, times scale, plus shift. */
function normalize({ size, channels, values }: Image, scale: ArrayLike<number>, shift: ArrayLike<number>): Image {
  const normalized = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += channels) {
    let squares = 0;
    for (let c = 0; c < channels; c++) squares += values[start + c]! ** 2;
    const rms = Math.sqrt(squares / channels + 1e-6);
    for (let c = 0; c < channels; c++) normalized[start + c] = (values[start + c]! / rms) * scale[c]! + shift[c]!;
  }
  return { size, channels, values: normalized };
}

/** Correlation with filter [size, size, in, out] over zeros outside the image. */
function convolve(
  { size, channels, values }: Image,
  filter: ArrayLike<number>,
  out: number,
  { size: extent, stride, padding } = { size: 3, stride: 1, padding: 1 },
): Image {
  const outSize = (size + 2 * padding - extent) / stride + 1;
  const result = new Float64Array(outSize * outSize * out);
  for (let y = 0; y < outSize; y++) {
    for (let x = 0; x < outSize; x++) {
      for (let dy = 0; dy < extent; dy++) {
        for (let dx = 0; dx < extent; dx++) {
          const [row, column] = [y * stride + dy - padding, x * stride + dx - padding];
          if (row < 0 || row >= size || column < 0 || column >= size) continue;
          for (let c = 0; c < channels; c++) {
            const value = values[(row * size + column) * channels + c]!;
            const from = ((dy * extent + dx) * channels + c) * out;
            for (let o = 0; o < out; o++) result[(y * outSize + x) * out + o]! += value * filter[from + o]!;
          }
        }
      }
    }
  }
  return { size: outSize, channels: out, values: result };
}

/** Groups of channels as 2 x 2 blocks of pixels: group 0 goes to the upper left, 1 to the right of it, 2 below. */
function unfold({ size, channels, values }: Image): Image {
  const out = channels / 4;
  const result = new Float64Array(values.length);
  for (let y = 0; y < 2 * size; y++) {
    for (let x = 0; x < 2 * size; x++) {
      const group = 2 * (y % 2) + (x % 2);
      const from = ((y >> 1) * size + (x >> 1)) * channels + group * out;
      for (let o = 0; o < out; o++) result[(y * 2 * size + x) * out + o] = values[from + o]!;
    }
  }
  return { size: 2 * size, channels: out, values: result };
}
