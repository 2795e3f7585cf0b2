/*
 * The loss of a batch and its gradient, as one function for WebAssembly: the mean of (F(x; cNoise) - target)^2 for the U-Net of src/network/unet.ts, and its
 * derivative by each parameter, one image after another there and back. Filters are packed anew for each batch, and their gradients summed in packed form.
 * One instance holds one width. `npm run kernels` builds it.
 *
 * What is called `given` is the derivative of the loss by a value. Of an image it lies in a frame of zeros, one pixel wide, for the convolutions to read.
 */
#include "layers.h"

/* A filter [taps][from][to], or a matrix, which has one tap. */
typedef struct {
  int taps, from, to;
  const float *values;
  float *gradient;
  float *sums; /* of the gradient, packed */
  /* Packed, and packed for the way back: taps mirrored, [taps][to][from]. Absent where it is not needed. */
  float *there, *back;
} Filter;

typedef struct {
  int channels;
  const float *scale, *shift;
  float *toScale, *toShift;
} Norm;

/* A residual block of an image [across][across][channels], and what it keeps for the way back: its input, its middle, and both after norm and silu. */
typedef struct {
  int across, channels;
  Norm norm;
  Filter first, second;
  const float *input;
  float *middle, *space1, *space2;
} Block;

static int width, parameterCount, batchSize;
static float *values, *gradient;
static const float *nextValues;
static float *nextGradient;

static Filter embedHidden, embedModulation, inputFilter, down, reduce, globalHidden, globalOutput, expand, up, fineFilter;
static Norm globalNorm, fineNorm;
static Block encode14, middle7a, middle7b, decode14;
static const float *outputFilter, *outputInputFilter;
static float *toOutputFilter, *toOutputInputFilter;

/* The batch: [784], [784] and [features] an image. */
static float *images, *targets, *noises;
/* Vectors of all images: the gradients of dense layers are products over the batch. */
static float *hiddenBefore, *hidden, *modulation, *givenHidden, *givenModulation;
static float *read, *unitsBefore, *units, *written, *givenRead, *givenUnits, *givenWritten;
/* Of one image. */
static float *frame, *wide, *encoded, *deep, *deepNext, *normalized, *deepGlobal, *deepLast, *unfolded, *joined, *decoded, *fineSpace, *coarse, *fine;
static float *given28, *givenCoarse, *given14, *given7, *inner14, *inner7, *flat, *givenUnfolded;

static int cells(void) { return quarter * quarter * globalChannels; }
static int framedSize(int across, int channels) { return (across + 2) * (across + 2) * channels; }

/* The pixels inside the frame. */
static Rows inside(const float *framedPixels, int across, int channels) {
  int step = (across + 2) * channels;
  return (Rows){framedPixels + step + channels, across, step, channels, 1, 0, channels};
}

static const float *parameter(int count, float **toGradient) {
  const float *own = nextValues;
  *toGradient = nextGradient;
  nextValues += count;
  nextGradient += count;
  return own;
}

/* A dense layer, whose vectors are read as they are. */
static Filter nextDense(int from, int to) {
  Filter layer = {.taps = 1, .from = from, .to = to, .sums = take(from * to)};
  layer.values = parameter(from * to, &layer.gradient);
  return layer;
}

static Filter nextFilter(int taps, int from, int to) {
  int count = taps * from * to;
  Filter filter = {.taps = taps, .from = from, .to = to, .sums = take(count), .there = take(count), .back = take(count)};
  filter.values = parameter(count, &filter.gradient);
  return filter;
}

static Norm nextNorm(int channels) {
  Norm norm = {.channels = channels};
  norm.scale = parameter(channels, &norm.toScale);
  norm.shift = parameter(channels, &norm.toShift);
  return norm;
}

static Block nextBlock(int across, int channels) {
  Block block = {.across = across, .channels = channels, .norm = nextNorm(channels)};
  block.first = nextFilter(9, channels, channels);
  block.second = nextFilter(9, channels, channels);
  block.middle = take(across * across * channels);
  block.space1 = zeros(framedSize(across, channels));
  block.space2 = zeros(framedSize(across, channels));
  return block;
}

/* Makes room for a network, whose width is a multiple of 8, and for batches of one size. */
EXPORT(prepare) void prepare(int networkWidth, int count, int imageCount) {
  width = networkWidth;
  parameterCount = count;
  batchSize = imageCount;
  int w = width, wholeWide = half * half * w, wholeDeep = quarter * quarter * 2 * w;
  nextValues = values = take(count);
  nextGradient = gradient = take(count);
  embedHidden = nextDense(features, hiddenUnits);
  embedModulation = nextDense(hiddenUnits, 12 * w);
  inputFilter = nextFilter(1, 36, w);
  inputFilter.back = 0; /* nothing lies further back */
  encode14 = nextBlock(half, w);
  middle7a = nextBlock(quarter, 2 * w);
  middle7b = nextBlock(quarter, 2 * w);
  decode14 = nextBlock(half, w);
  down = nextFilter(1, 4 * w, 2 * w);
  globalNorm = nextNorm(2 * w);
  reduce = nextFilter(1, 2 * w, globalChannels);
  globalHidden = nextDense(cells(), 4 * w);
  globalOutput = nextDense(4 * w, cells());
  expand = nextFilter(1, globalChannels, 2 * w);
  up = nextFilter(1, 2 * w, 4 * w);
  fineNorm = nextNorm(w);
  fineFilter = nextFilter(9, w, 4 * fineChannels);
  outputFilter = parameter(9 * fineChannels, &toOutputFilter);
  outputInputFilter = parameter(9, &toOutputInputFilter);

  images = take(batchSize * size * size);
  targets = take(batchSize * size * size);
  noises = take(batchSize * features);
  hiddenBefore = take(batchSize * hiddenUnits);
  hidden = take(batchSize * hiddenUnits);
  givenHidden = take(batchSize * hiddenUnits);
  modulation = take(batchSize * 12 * w);
  givenModulation = take(batchSize * 12 * w);
  read = take(batchSize * cells());
  written = take(batchSize * cells());
  givenRead = take(batchSize * cells());
  givenWritten = take(batchSize * cells());
  unitsBefore = take(batchSize * 4 * w);
  units = take(batchSize * 4 * w);
  givenUnits = take(batchSize * 4 * w);

  frame = zeros(framed * framed);
  wide = take(wholeWide);
  encoded = take(wholeWide);
  deep = take(wholeDeep);
  deepNext = take(wholeDeep);
  normalized = take(wholeDeep);
  deepGlobal = take(wholeDeep);
  deepLast = take(wholeDeep);
  unfolded = take(2 * wholeDeep);
  joined = take(wholeWide);
  decoded = take(wholeWide);
  fineSpace = zeros(framedSize(half, w));
  coarse = take(half * half * 4 * fineChannels);
  fine = zeros(framedSize(size, fineChannels));
  given28 = zeros(framedSize(size, 1));
  givenCoarse = zeros(framedSize(half, 4 * fineChannels));
  given14 = zeros(framedSize(half, w));
  inner14 = zeros(framedSize(half, w));
  given7 = zeros(framedSize(quarter, 2 * w));
  inner7 = zeros(framedSize(quarter, 2 * w));
  flat = take(wholeWide);
  givenUnfolded = take(2 * wholeDeep);
}

EXPORT(values) float *valuesAt(void) { return values; }
EXPORT(gradient) float *gradientAt(void) { return gradient; }
EXPORT(images) float *imagesAt(void) { return images; }
EXPORT(targets) float *targetsAt(void) { return targets; }
EXPORT(noises) float *noisesAt(void) { return noises; }

static void startFilter(Filter *filter) {
  int taps = filter->taps, from = filter->from, to = filter->to;
  clear(filter->sums, taps * from * to);
  if (filter->there) pack(filter->values, taps * from, to, filter->there);
  if (!filter->back) return;
  float *at = filter->back;
  for (int block = 0; block < from; block += lanes)
    for (int tap = taps - 1; tap >= 0; tap--)
      for (int o = 0; o < to; o++)
        for (int j = 0; j < lanes; j++) *at++ = filter->values[(tap * from + block + j) * to + o];
}

static void endFilter(Filter *filter) {
  const float *at = filter->sums;
  for (int block = 0; block < filter->to; block += lanes)
    for (int k = 0; k < filter->taps * filter->from; k++, at += lanes)
      for (int j = 0; j < lanes; j += 4) store(filter->gradient + k * filter->to + block + j, load(at + j));
}

static void forEachFilter(void (*each)(Filter *)) {
  Filter *all[] = {&embedHidden,     &embedModulation, &inputFilter,     &encode14.first, &encode14.second, &middle7a.first,
                   &middle7a.second, &middle7b.first,  &middle7b.second, &decode14.first, &decode14.second, &down,
                   &reduce,          &globalHidden,    &globalOutput,    &expand,         &up,              &fineFilter};
  for (unsigned i = 0; i < sizeof all / sizeof *all; i++) each(all[i]);
}

/* `terms` neighbouring values of each row times `lanes` given values of the same row, summed over the rows. */
#define SUM_OVER_ROWS(terms, ...)                                                                             \
  INLINE void sum##terms(const Rows *x, int offset, const Rows *given, int block, int down, float *to) {      \
    f4 sums[terms][2];                                                                                        \
    for (int i = 0; i < terms; i++)                                                                           \
      for (int j = 0; j < 2; j++) sums[i][j] = load(to + lanes * i + 4 * j);                                  \
    for (int y = 0; y < down; y++) {                                                                          \
      const float *at = x->from + offset + y * x->rowStep, *own = given->from + block + y * given->rowStep; \
      for (int i = 0; i < x->across; i++) {                                                                   \
        f4 w0, w1;                                                                                            \
        LOAD(w0, own, 0);                                                                                     \
        LOAD(w1, own, 16);                                                                                    \
        __VA_ARGS__                                                                                           \
        at += x->pixelStep;                                                                               \
        own += given->pixelStep;                                                                              \
      }                                                                                                       \
    }                                                                                                         \
    for (int i = 0; i < terms; i++)                                                                           \
      for (int j = 0; j < 2; j++) store(to + lanes * i + 4 * j, sums[i][j]);                                  \
  }
#define FOUR_TERMS TERM(0, at, 0) TERM(1, at, 4) TERM(2, at, 8) TERM(3, at, 12)
SUM_OVER_ROWS(4, FOUR_TERMS)
SUM_OVER_ROWS(6, FOUR_TERMS TERM(4, at, 16) TERM(5, at, 20))

/* To the gradient of a filter: its rows of one image (`down` rows of pixels) with the given values of its outputs. */
static void addGradient(Filter *filter, const Rows *x, const Rows *given, int rowsDown) {
  float *to = filter->sums;
  for (int block = 0; block < filter->to; block += lanes)
    for (int segment = 0; segment < x->segments; segment++) {
      int offset = segment * x->segmentStep, k = 0;
      if (x->length % 6 == 0)
        for (; k < x->length; k += 6, to += 6 * lanes) sum6(x, offset + k, given, block, rowsDown, to);
      else
        for (; k < x->length; k += 4, to += 4 * lanes) sum4(x, offset + k, given, block, rowsDown, to);
    }
}

/* To the gradient of a dense layer: vectors of all images. */
static void addDenseGradient(Filter *filter, const float *x, const float *given) {
  Rows from = {x, batchSize, 0, filter->from, 1, 0, filter->from}, to = {given, batchSize, 0, filter->to, 1, 0, filter->to};
  addGradient(filter, &from, &to, 1);
}

/* Given values of a dense layer's outputs, back to its inputs. */
static void denseBack(const Filter *layer, const float *given, float *to) {
  const float *weights = layer->values;
  for (int i = 0; i < layer->from; i++, weights += layer->to) {
    f4 sum = splat(0);
    for (int j = 0; j < layer->to; j += 4) sum = madd(load(weights + j), load(given + j), sum);
    to[i] = total(sum);
  }
}

/* The derivative of silu at x: g + x g (1 - g), with g = sigmoid(x). */
INLINE f4 siluSlope(f4 x) {
  f4 gate = wasm_f32x4_div(splat(1), wasm_f32x4_add(splat(1), exponential(wasm_f32x4_neg(x))));
  return madd(wasm_f32x4_mul(x, gate), wasm_f32x4_sub(splat(1), gate), gate);
}

static void activateBack(const float *before, int count, float *given) {
  for (int j = 0; j < count; j += 4) store(given + j, wasm_f32x4_mul(load(given + j), siluSlope(load(before + j))));
}

/* Back through `normalize` of x, from `given` [pixel][channel]: to its scale and shift, and onto what is given of x. */
INLINE void normalizeBack(const float *x, int across, const Norm *norm, int isActivated, const float *given, float *to) {
  int channels = norm->channels;
  f4 scaled[32], unit[32]; /* up to 128 channels */
  for (int y = 0; y < across; y++)
    for (int column = 0; column < across; column++, x += channels, given += channels) {
      float *out = to + ((y + 1) * (across + 2) + column + 1) * channels;
      f4 squares = splat(0), along = splat(0);
      for (int c = 0; c < channels; c += 4) squares = madd(load(x + c), load(x + c), squares);
      f4 inverse = splat(1 / __builtin_sqrtf(total(squares) / channels + 1e-6f));
      for (int c = 0; c < channels; c += 4) {
        f4 n = wasm_f32x4_mul(load(x + c), inverse), g = load(given + c), scale = load(norm->scale + c);
        if (isActivated) g = wasm_f32x4_mul(g, siluSlope(madd(n, scale, load(norm->shift + c))));
        store(norm->toShift + c, wasm_f32x4_add(load(norm->toShift + c), g));
        store(norm->toScale + c, madd(g, n, load(norm->toScale + c)));
        unit[c / 4] = n;
        scaled[c / 4] = wasm_f32x4_mul(g, scale);
        along = madd(scaled[c / 4], n, along);
      }
      f4 mean = splat(total(along) / channels);
      for (int c = 0; c < channels; c += 4) {
        f4 own = wasm_f32x4_mul(inverse, wasm_f32x4_sub(scaled[c / 4], wasm_f32x4_mul(unit[c / 4], mean)));
        store(out + c, wasm_f32x4_add(load(out + c), own));
      }
    }
}

/* What the noise says to a block, as the norm of its second half. */
static Norm modulated(const Block *block, const float *own, float *givenOwn) {
  int channels = block->channels;
  return (Norm){channels, own + channels, own, givenOwn + channels, givenOwn};
}

static void residual(Block *block, const float *input, const float *own, float *to) {
  int across = block->across, channels = block->channels;
  Rows rows1 = around(block->space1, across, channels), rows2 = around(block->space2, across, channels);
  block->input = input;
  normalize(input, across, channels, block->norm.scale, block->norm.shift, block->space1, 1, 1);
  multiply(&rows1, across * across, block->first.there, channels, 0, block->middle);
  normalize(block->middle, across, channels, own + channels, own, block->space2, 1, 1);
  multiply(&rows2, across * across, block->second.there, channels, input, to);
}

/* `given` of the block's output becomes that of its input. @param inner  a frame that may be overwritten */
static void residualBack(Block *block, const float *own, float *givenOwn, float *given, float *inner) {
  int across = block->across, channels = block->channels, pixels = across * across;
  Rows rows1 = around(block->space1, across, channels), rows2 = around(block->space2, across, channels);
  Rows outer = inside(given, across, channels), outerRows = around(given, across, channels);
  Rows middle = inside(inner, across, channels), middleRows = around(inner, across, channels);
  Norm second = modulated(block, own, givenOwn);
  addGradient(&block->second, &rows2, &outer, across);
  multiply(&outerRows, pixels, block->second.back, channels, 0, flat);
  clear(inner, framedSize(across, channels));
  normalizeBack(block->middle, across, &second, 1, flat, inner);
  addGradient(&block->first, &rows1, &middle, across);
  multiply(&middleRows, pixels, block->first.back, channels, 0, flat);
  normalizeBack(block->input, across, &block->norm, 1, flat, given);
}

/* [7][7][4 w] from the frame [14][14][w]: blocks of 2 x 2 pixels become groups of channels. */
static void fold(const float *from, int w, float *to) {
  for (int y = 0; y < half; y++)
    for (int x = 0; x < half; x++) {
      const float *own = from + ((y + 1) * (half + 2) + x + 1) * w;
      float *at = to + folded(y, x, quarter) * w;
      for (int c = 0; c < w; c += 4) store(at + c, load(own + c));
    }
}

/* The reverse, added. */
static void unfoldOntoFrame(const float *from, int w, float *to) {
  for (int y = 0; y < half; y++)
    for (int x = 0; x < half; x++) {
      const float *own = from + folded(y, x, quarter) * w;
      float *at = to + ((y + 1) * (half + 2) + x + 1) * w;
      for (int c = 0; c < w; c += 4) store(at + c, wasm_f32x4_add(load(at + c), load(own + c)));
    }
}

/* Into the frame, in place of what was there. */
static void framePixels(const float *from, int across, int channels, float *to) {
  for (int y = 0; y < across; y++)
    __builtin_memcpy(to + ((y + 1) * (across + 2) + 1) * channels, from + y * across * channels, across * channels * sizeof(float));
}

/* F of an image: `given28` becomes the derivative of the loss by it. @returns the sum of its squared errors */
static float forward(int index) {
  int w = width;
  f4 slope = splat(2.0f / (batchSize * size * size)); /* of the mean of squares, by an error of 1 */
  const float *target = targets + index * size * size;
  float *own = modulation + index * 12 * w;
  modulate(noises + index * features, embedHidden.values, embedModulation.values, w, hiddenBefore + index * hiddenUnits, hidden + index * hiddenUnits, own);
  frameImage(images + index * size * size, 1, frame);
  Rows patches = {frame, half, 2 * framed, 2, 6, framed, 6};
  multiply(&patches, half * half, inputFilter.there, w, 0, wide);
  residual(&encode14, wide, own, encoded);

  Rows blocks = {encoded, quarter, 2 * half * w, 2 * w, 2, half * w, 2 * w};
  multiply(&blocks, quarter * quarter, down.there, 2 * w, 0, deep);
  residual(&middle7a, deep, own + 2 * w, deepNext);
  float *seen = read + index * cells(), *before = unitsBefore + index * 4 * w, *after = units + index * 4 * w, *said = written + index * cells();
  normalize(deepNext, quarter, 2 * w, globalNorm.scale, globalNorm.shift, normalized, 0, 0);
  Rows pixels = pixelsOf(normalized, quarter, 2 * w), saidCells = pixelsOf(said, quarter, globalChannels);
  multiply(&pixels, quarter * quarter, reduce.there, globalChannels, 0, seen);
  dense(seen, cells(), globalHidden.values, 4 * w, before);
  activate(before, 4 * w, after);
  dense(after, 4 * w, globalOutput.values, cells(), said);
  multiply(&saidCells, quarter * quarter, expand.there, 2 * w, deepNext, deepGlobal);
  residual(&middle7b, deepGlobal, own + 6 * w, deepLast);

  Rows last = pixelsOf(deepLast, quarter, 2 * w), fineRows = around(fineSpace, half, w);
  multiply(&last, quarter * quarter, up.there, 4 * w, 0, unfolded);
  unfoldOnto(unfolded, w, encoded, joined);
  residual(&decode14, joined, own + 10 * w, decoded);
  normalize(decoded, half, w, fineNorm.scale, fineNorm.shift, fineSpace, 1, 1);
  multiply(&fineRows, half * half, fineFilter.there, 4 * fineChannels, 0, coarse);
  unfoldFine(coarse, fine);

  f4 squares = splat(0);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x += 4) {
      f4 error = wasm_f32x4_sub(lastPixels(fine, frame, outputFilter, outputInputFilter, y, x), load(target + y * size + x));
      squares = madd(error, error, squares);
      store(given28 + (y + 1) * (size + 2) + x + 1, wasm_f32x4_mul(error, slope));
    }
  return total(squares);
}

/* From `given28` through the last convolution to `givenCoarse`. */
static void lastBack(void) {
  for (int dy = 0; dy < 3; dy++)
    for (int dx = 0; dx < 3; dx++) {
      int tap = dy * 3 + dx;
      f4 ofFine = splat(0), ofImage = splat(0);
      for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x += 4) {
          const float *given = given28 + (y + 1) * (size + 2) + x + 1, *own = fine + ((y + dy) * (size + 2) + x + dx) * fineChannels;
          for (int i = 0; i < 4; i++) ofFine = madd(splat(given[i]), load(own + i * fineChannels), ofFine);
          ofImage = madd(load(given), load(frame + (y + dy + 1) * framed + x + dx + 1), ofImage);
        }
      store(toOutputFilter + tap * fineChannels, wasm_f32x4_add(load(toOutputFilter + tap * fineChannels), ofFine));
      toOutputInputFilter[tap] += total(ofImage);
    }
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++) {
      f4 sum = splat(0);
      for (int dy = 0; dy < 3; dy++)
        for (int dx = 0; dx < 3; dx++)
          sum = madd(splat(given28[(y + 2 - dy) * (size + 2) + x + 2 - dx]), load(outputFilter + (dy * 3 + dx) * fineChannels), sum);
      const float *own = coarse + folded(y, x, half) * fineChannels;
      float *to = givenCoarse + folded(y + 2, x + 2, half + 2) * fineChannels; /* past the frame, a block wide */
      store(to, wasm_f32x4_mul(sum, siluSlope(load(own))));
    }
}

/* From `given28` to the gradients of all parameters. */
static void backward(int index) {
  int w = width, deepPixels = quarter * quarter;
  const float *own = modulation + index * 12 * w;
  float *givenOwn = givenModulation + index * 12 * w;

  lastBack();
  Rows fineRows = around(fineSpace, half, w), ofCoarse = inside(givenCoarse, half, 4 * fineChannels), coarseRows = around(givenCoarse, half, 4 * fineChannels);
  addGradient(&fineFilter, &fineRows, &ofCoarse, half);
  multiply(&coarseRows, half * half, fineFilter.back, w, 0, flat);
  clear(given14, framedSize(half, w));
  normalizeBack(decoded, half, &fineNorm, 1, flat, given14);
  residualBack(&decode14, own + 10 * w, givenOwn + 10 * w, given14, inner14); /* given14 is then of `joined`, and so a part of `encoded`'s */

  fold(given14, w, givenUnfolded);
  Rows last = pixelsOf(deepLast, quarter, 2 * w), ofUnfolded = pixelsOf(givenUnfolded, quarter, 4 * w);
  addGradient(&up, &last, &ofUnfolded, quarter);
  multiply(&ofUnfolded, deepPixels, up.back, 2 * w, 0, flat);
  framePixels(flat, quarter, 2 * w, given7);
  residualBack(&middle7b, own + 6 * w, givenOwn + 6 * w, given7, inner7);

  float *seen = givenRead + index * cells(), *unit = givenUnits + index * 4 * w, *said = givenWritten + index * cells();
  Rows saidCells = pixelsOf(written + index * cells(), quarter, globalChannels), ofDeep = inside(given7, quarter, 2 * w);
  Rows pixels = pixelsOf(normalized, quarter, 2 * w), ofRead = pixelsOf(seen, quarter, globalChannels);
  addGradient(&expand, &saidCells, &ofDeep, quarter);
  multiply(&ofDeep, deepPixels, expand.back, globalChannels, 0, said);
  denseBack(&globalOutput, said, unit);
  activateBack(unitsBefore + index * 4 * w, 4 * w, unit);
  denseBack(&globalHidden, unit, seen);
  addGradient(&reduce, &pixels, &ofRead, quarter);
  multiply(&ofRead, deepPixels, reduce.back, 2 * w, 0, flat);
  normalizeBack(deepNext, quarter, &globalNorm, 0, flat, given7);
  residualBack(&middle7a, own + 2 * w, givenOwn + 2 * w, given7, inner7);

  Rows blocks = {encoded, quarter, 2 * half * w, 2 * w, 2, half * w, 2 * w};
  addGradient(&down, &blocks, &ofDeep, quarter);
  multiply(&ofDeep, deepPixels, down.back, 4 * w, 0, flat);
  unfoldOntoFrame(flat, w, given14);
  residualBack(&encode14, own, givenOwn, given14, inner14);
  Rows patches = {frame, half, 2 * framed, 2, 6, framed, 6}, ofWide = inside(given14, half, w);
  addGradient(&inputFilter, &patches, &ofWide, half);

  denseBack(&embedModulation, givenOwn, givenHidden + index * hiddenUnits);
  activateBack(hiddenBefore + index * hiddenUnits, hiddenUnits, givenHidden + index * hiddenUnits);
}

/* The gradient of the batch that has been written, at the values that have been written. @returns the loss */
EXPORT(run) float run(void) {
  clear(gradient, parameterCount);
  clear(givenModulation, batchSize * 12 * width);
  forEachFilter(startFilter);
  double squares = 0, pixels = batchSize * size * size;
  for (int index = 0; index < batchSize; index++) {
    squares += forward(index);
    backward(index);
  }
  addDenseGradient(&embedHidden, noises, givenHidden);
  addDenseGradient(&embedModulation, hidden, givenModulation);
  addDenseGradient(&globalHidden, read, givenUnits);
  addDenseGradient(&globalOutput, units, givenWritten);
  forEachFilter(endFilter);
  return squares / pixels;
}
