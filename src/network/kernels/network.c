/*
 * The network denoiser of one noise level, D(x; sigma) = cSkip x + cOut F(cIn x; cNoise), as one function for WebAssembly: the U-Net of
 * src/network/unet.ts image by image, so that an image stays in the nearest cache from one layer to the next and no layer costs a call.
 * One instance holds one network. `npm run kernels` builds it.
 */
#include "layers.h"

typedef struct {
  const float *scale, *shift, *filter1, *filter2;
} Block;

static int width;
static float *values, *image, *result, *noise, *numbers, *modulation, *hidden;
static float *frame, *framed14, *framed7, *encoded, *wide, *wideNext, *deep, *deepNext, *unfolded, *coarse, *fine, *read, *units, *written;
static const float *embedHidden, *embedModulation, *inputFilter, *downWeight, *globalScale, *globalShift, *globalReduce, *globalHidden, *globalOutput,
    *globalExpand, *upWeight, *fineScale, *fineShift, *fineFilter, *outputFilter, *outputInputFilter;
static Block encode14, middle7a, middle7b, decode14;

static const float *next(const float **at, int count) {
  const float *start = *at;
  *at += count;
  return start;
}

static const float *packed(const float *weights, int depth, int outputs) {
  float *to = take(depth * outputs);
  pack(weights, depth, outputs, to);
  return to;
}

static Block nextBlock(const float **at, int channels) {
  Block block;
  block.scale = next(at, channels);
  block.shift = next(at, channels);
  block.filter1 = packed(next(at, 9 * channels * channels), 9 * channels, channels);
  block.filter2 = packed(next(at, 9 * channels * channels), 9 * channels, channels);
  return block;
}

/* Where the values of `count` parameters are to be written. */
EXPORT(parameters) float *parameters(int count) { return values = take(count); }

/* Takes the parameters that have been written, of a network whose width is a multiple of 8. */
EXPORT(prepare) void prepare(int networkWidth) {
  width = networkWidth;
  const float *at = values;
  int w = width, cells = quarter * quarter * globalChannels;
  embedHidden = next(&at, features * hiddenUnits);
  embedModulation = next(&at, hiddenUnits * 12 * w);
  inputFilter = packed(next(&at, 36 * w), 36, w);
  encode14 = nextBlock(&at, w);
  middle7a = nextBlock(&at, 2 * w);
  middle7b = nextBlock(&at, 2 * w);
  decode14 = nextBlock(&at, w);
  downWeight = packed(next(&at, 8 * w * w), 4 * w, 2 * w);
  globalScale = next(&at, 2 * w);
  globalShift = next(&at, 2 * w);
  globalReduce = packed(next(&at, 2 * w * globalChannels), 2 * w, globalChannels);
  globalHidden = next(&at, cells * 4 * w);
  globalOutput = next(&at, 4 * w * cells);
  globalExpand = packed(next(&at, globalChannels * 2 * w), globalChannels, 2 * w);
  upWeight = packed(next(&at, 8 * w * w), 2 * w, 4 * w);
  fineScale = next(&at, w);
  fineShift = next(&at, w);
  fineFilter = packed(next(&at, 9 * w * 4 * fineChannels), 9 * w, 4 * fineChannels);
  outputFilter = next(&at, 9 * fineChannels);
  outputInputFilter = next(&at, 9);

  image = take(size * size);
  result = take(size * size);
  noise = take(features);
  numbers = take(4);
  modulation = take(12 * w);
  hidden = take(hiddenUnits);
  frame = zeros(framed * framed);
  framed14 = zeros((half + 2) * (half + 2) * w);
  framed7 = zeros((quarter + 2) * (quarter + 2) * 2 * w);
  encoded = take(half * half * w);
  wide = take(half * half * w);
  wideNext = take(half * half * w);
  deep = take(quarter * quarter * 2 * w);
  deepNext = take(quarter * quarter * 2 * w);
  unfolded = take(quarter * quarter * 4 * w);
  coarse = take(half * half * 4 * fineChannels);
  fine = zeros((size + 2) * (size + 2) * fineChannels);
  read = take(cells);
  units = take(4 * w);
  written = take(cells);
}

/* Where an image goes and its answer comes from, and the noise: its features, and the numbers cSkip, cOut, cIn. */
EXPORT(image) float *imageAt(void) { return image; }
EXPORT(result) float *resultAt(void) { return result; }
EXPORT(noise) float *noiseAt(void) { return noise; }
EXPORT(scalings) float *scalingsAt(void) { return numbers; }

/* h plus its two convolutions, into `to`; `own` is what the noise says to the block: shift, then scale less 1. */
static void residual(const Block *block, const float *h, int across, int channels, float *own, float *space, float *between, float *to) {
  Rows rows = around(space, across, channels);
  normalize(h, across, channels, block->scale, block->shift, space, 1, 1);
  multiply(&rows, across * across, block->filter1, channels, 0, between);
  normalize(between, across, channels, own + channels, own, space, 1, 1);
  multiply(&rows, across * across, block->filter2, channels, h, to);
}

/* Takes the noise that has been written: what it says to the blocks is the same for all images. */
EXPORT(setNoise) void setNoise(void) { modulate(noise, embedHidden, embedModulation, width, hidden, hidden, modulation); }

/* h plus what every pixel tells every pixel. */
static void acrossImage(float *h) {
  int w = width, cells = quarter * quarter * globalChannels;
  normalize(h, quarter, 2 * w, globalScale, globalShift, deepNext, 0, 0);
  Rows pixels = pixelsOf(deepNext, quarter, 2 * w);
  multiply(&pixels, quarter * quarter, globalReduce, globalChannels, 0, read);
  dense(read, cells, globalHidden, 4 * w, units);
  activate(units, 4 * w, units);
  dense(units, 4 * w, globalOutput, cells, written);
  Rows cellsOf = pixelsOf(written, quarter, globalChannels);
  multiply(&cellsOf, quarter * quarter, globalExpand, 2 * w, h, deepNext);
}

/* The answer to the image that has been written, at the noise that has been set. */
EXPORT(denoise) void denoise(void) {
  int w = width;
  frameImage(image, numbers[2], frame);
  Rows patches = {frame, half, 2 * framed, 2, 6, framed, 6};
  multiply(&patches, half * half, inputFilter, w, 0, wide);
  float *own = modulation;
  residual(&encode14, wide, half, w, own, framed14, wideNext, encoded);
  own += 2 * w;

  Rows blocks = {encoded, quarter, 2 * half * w, 2 * w, 2, half * w, 2 * w};
  multiply(&blocks, quarter * quarter, downWeight, 2 * w, 0, deep);
  residual(&middle7a, deep, quarter, 2 * w, own, framed7, deepNext, deep);
  own += 4 * w;
  acrossImage(deep);
  residual(&middle7b, deepNext, quarter, 2 * w, own, framed7, deep, deep);
  own += 4 * w;

  Rows up = pixelsOf(deep, quarter, 2 * w);
  multiply(&up, quarter * quarter, upWeight, 4 * w, 0, unfolded);
  unfoldOnto(unfolded, w, encoded, wide);
  residual(&decode14, wide, half, w, own, framed14, wideNext, wide);

  Rows last = around(framed14, half, w);
  normalize(wide, half, w, fineScale, fineShift, framed14, 1, 1);
  multiply(&last, half * half, fineFilter, 4 * fineChannels, 0, coarse);
  unfoldFine(coarse, fine);
  f4 cSkip = splat(numbers[0]), cOut = splat(numbers[1]);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x += 4) {
      f4 output = lastPixels(fine, frame, outputFilter, outputInputFilter, y, x);
      store(result + y * size + x, madd(output, cOut, wasm_f32x4_mul(load(image + y * size + x), cSkip)));
    }
}
