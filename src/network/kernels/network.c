/*
 * The network denoiser of one noise level, D(x; sigma) = cSkip x + cOut F(cIn x; cNoise), as one function for WebAssembly: the U-Net of
 * src/network/unet.ts image by image, so that an image stays in the nearest cache from one layer to the next and no layer costs a call.
 * Built twice, with and without RELAXED (fused multiply-add); one instance holds one network. `npm run kernels` builds it.
 *
 * Images are [height, width, channel]. Every convolution is a product of matrices whose rows are read where they lie: for each pixel some segments of
 * neighbouring values, of an image with a border of zeros where there is padding.
 */
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))
#define INLINE static inline __attribute__((always_inline))

typedef v128_t f4;
typedef unsigned char byte;

#ifdef RELAXED
#define madd(a, b, c) __builtin_wasm_relaxed_madd_f32x4(a, b, c)
#else
#define madd(a, b, c) wasm_f32x4_add(wasm_f32x4_mul(a, b), c)
#endif
#define splat wasm_f32x4_splat
#define load wasm_v128_load
#define store wasm_v128_store

enum {
  size = 28,
  half = 14,
  quarter = 7,
  framed = size + 4, /* the image with a border of 2 */
  features = 32,
  hiddenUnits = 64,
  fineChannels = 4,
  globalChannels = 8,
  lanes = 8, /* outputs of a tile */
};

/* Memory is handed out from the end of the program on and never given back. */
extern byte __heap_base;
static byte *top = &__heap_base;

static float *take(int count) {
  float *start = (float *)(((unsigned long)top + 15) & ~15ul);
  top = (byte *)(start + count);
  long missing = (long)top - (long)__builtin_wasm_memory_size(0) * 65536;
  if (missing > 0 && __builtin_wasm_memory_grow(0, (missing + 65535) / 65536) == (unsigned long)-1) __builtin_trap();
  return start;
}

/* A number below 127 powers of two away: exp by 2^n times a series on [-ln 2 / 2, ln 2 / 2], with an error of 1e-7. */
INLINE f4 exponential(f4 x) {
  const f4 magic = splat(12582912.0f); /* 1.5 * 2^23: adding it rounds to the nearest integer, in the lowest bits */
  x = wasm_f32x4_pmax(splat(-87.0f), wasm_f32x4_pmin(splat(87.0f), x));
  f4 shifted = madd(x, splat(1.44269504f), magic);
  f4 n = wasm_f32x4_sub(shifted, magic);
  f4 r = madd(n, splat(-0.693359375f), x); /* ln 2 in two parts, the first exact in 10 bits */
  r = madd(n, splat(2.12194440e-4f), r);
  f4 sum = splat(1.0f / 5040);
  sum = madd(sum, r, splat(1.0f / 720));
  sum = madd(sum, r, splat(1.0f / 120));
  sum = madd(sum, r, splat(1.0f / 24));
  sum = madd(sum, r, splat(1.0f / 6));
  sum = madd(sum, r, splat(0.5f));
  sum = madd(sum, r, splat(1));
  sum = madd(sum, r, splat(1));
  return wasm_i32x4_add(sum, wasm_i32x4_shl(shifted, 23));
}

INLINE f4 silu(f4 x) {
  return wasm_f32x4_div(x, wasm_f32x4_add(splat(1), exponential(wasm_f32x4_neg(x))));
}

INLINE float total(f4 x) {
  f4 pairs = wasm_f32x4_add(x, wasm_i32x4_shuffle(x, x, 2, 3, 0, 1));
  return wasm_f32x4_extract_lane(pairs, 0) + wasm_f32x4_extract_lane(pairs, 1);
}

/* What the rows of a product are: for row (y, x) of an image of `across` pixels a row, segments of `length` values. */
typedef struct {
  const float *from;
  int across, rowStep, pixelStep; /* from one row of pixels, and from one pixel, to the next */
  int segments, segmentStep, length;
} Rows;

/*
 * One term of one row of a tile: the value `offset` bytes on, times the weights of `lanes` outputs. In WebAssembly itself: the compiler would load many values
 * before it uses them, more than there are registers.
 */
#ifdef RELAXED
#define MADD(sum, w) "local.get %2\n local.get " w "\n local.get " sum "\n f32x4.relaxed_madd\n local.set " sum "\n"
#else
#define MADD(sum, w) "local.get " sum "\n local.get %2\n local.get " w "\n f32x4.mul\n f32x4.add\n local.set " sum "\n"
#endif
#define TERM(i, offset)                                                                                            \
  {                                                                                                                \
    f4 value;                                                                                                      \
    __asm__ volatile("local.get %3\n v128.load32_splat " #offset "\n local.set %2\n" MADD("%0", "%4") MADD("%1", "%5") \
                     : "+r"(sums[i][0]), "+r"(sums[i][1]), "=r"(value)                                             \
                     : "r"(at[i]), "r"(w0), "r"(w1));                                                              \
  }
#define LOAD(to, from, offset) __asm__ volatile("local.get %1\n v128.load " #offset "\n local.set %0" : "=r"(to) : "r"(from))
#define STEP(pixels, x, x0, x1)                                                                                    \
  {                                                                                                                \
    f4 w0, w1;                                                                                                     \
    LOAD(w0, weights, x0);                                                                                         \
    LOAD(w1, weights, x1);                                                                                         \
    _Pragma("unroll") for (int i = 0; i < pixels; i++) TERM(i, x)                                                  \
  }

/* `pixels` rows times `lanes` columns, the weights packed [k][lanes]. Added to `added` where there is one. */
#define TILE(pixels)                                                                                               \
  INLINE void tile##pixels(const Rows *rows, int first, const float *weights, const float *added, float *to, int stride) { \
    const float *at[pixels];                                                                                       \
    f4 sums[pixels][2];                                                                                            \
    for (int i = 0; i < pixels; i++) {                                                                             \
      int y = (first + i) / rows->across, x = (first + i) % rows->across;                                          \
      at[i] = rows->from + y * rows->rowStep + x * rows->pixelStep;                                                \
      for (int j = 0; j < 2; j++) sums[i][j] = added ? load(added + (first + i) * stride + 4 * j) : splat(0);      \
    }                                                                                                              \
    for (int segment = 0; segment < rows->segments; segment++) {                                                   \
      for (int k = 0; k < rows->length; k += 2) {                                                                  \
        STEP(pixels, 0, 0, 16)                                                                                     \
        STEP(pixels, 4, 32, 48)                                                                                    \
        weights += 2 * lanes;                                                                                      \
        for (int i = 0; i < pixels; i++) at[i] += 2;                                                               \
      }                                                                                                            \
      for (int i = 0; i < pixels; i++) at[i] += rows->segmentStep - rows->length;                                  \
    }                                                                                                              \
    for (int i = 0; i < pixels; i++)                                                                               \
      for (int j = 0; j < 2; j++) store(to + (first + i) * stride + 4 * j, sums[i][j]);                            \
  }
TILE(4)
TILE(5)
TILE(6)

/* rows times weights [k][outputs] in blocks of `lanes` outputs; `to` and `added` are [pixel][outputs]. */
static void multiply(const Rows *rows, int pixels, const float *weights, int outputs, const float *added, float *to) {
  int depth = rows->segments * rows->length;
  for (int block = 0; block < outputs; block += lanes) {
    const float *own = weights + block * depth, *plus = added ? added + block : 0;
    int first = 0;
#define left (pixels - first)
    for (; left > 13 || left == 6 || (left > 9 && left < 13); first += 6) tile6(rows, first, own, plus, to + block, outputs);
    for (; left % 4 == 1; first += 5) tile5(rows, first, own, plus, to + block, outputs);
    for (; left > 0; first += 4) tile4(rows, first, own, plus, to + block, outputs);
#undef left
  }
}

/* A vector times weights [from][to], with silu if wanted. */
static void dense(const float *x, int from, const float *weights, int to, float *result, int isActivated) {
  for (int j = 0; j < to; j += 4) store(result + j, splat(0));
  for (int i = 0; i < from; i++) {
    f4 value = splat(x[i]);
    for (int j = 0; j < to; j += 4) store(result + j, madd(value, load(weights + i * to + j), load(result + j)));
  }
  if (isActivated)
    for (int j = 0; j < to; j += 4) store(result + j, silu(load(result + j)));
}

/* Each pixel's channels divided by their root mean square, times scale, plus shift. @param border  of zeros around `to` */
INLINE void normalize(const float *x, int across, int channels, const float *scale, const float *shift, float *to, int border, int isActivated) {
  for (int y = 0; y < across; y++)
    for (int column = 0; column < across; column++, x += channels) {
      float *out = to + ((y + border) * (across + 2 * border) + column + border) * channels;
      f4 squares = splat(0);
      for (int c = 0; c < channels; c += 4) squares = madd(load(x + c), load(x + c), squares);
      f4 inverse = splat(1 / __builtin_sqrtf(total(squares) / channels + 1e-6f));
      for (int c = 0; c < channels; c += 4) {
        f4 value = madd(wasm_f32x4_mul(load(x + c), inverse), load(scale + c), load(shift + c));
        store(out + c, isActivated ? silu(value) : value);
      }
    }
}

typedef struct {
  const float *scale, *shift, *filter1, *filter2;
} Block;

static int width;
static float *values, *image, *result, *noise, *numbers, *modulation, *hidden;
static float *frame, *framed14, *framed7, *encoded, *wide, *wideNext, *deep, *deepNext, *unfolded, *coarse, *fine, *read, *units, *written;
static const float *embedHidden, *embedModulation, *inputFilter, *downWeight, *globalScale, *globalShift, *globalReduce, *globalHidden, *globalOutput,
    *globalExpand, *upWeight, *fineScale, *fineShift, *fineFilter, *outputFilter, *outputInputFilter;
static Block encode14, middle7a, middle7b, decode14;

/* Weights [depth][outputs] as blocks [outputs / lanes][depth][lanes]. */
static const float *packed(const float *weights, int depth, int outputs) {
  float *to = take(depth * outputs), *start = to;
  for (int block = 0; block < outputs; block += lanes)
    for (int k = 0; k < depth; k++)
      for (int j = 0; j < lanes; j++) *to++ = weights[k * outputs + block + j];
  return start;
}

static float *zeros(int count) {
  float *start = take(count);
  for (int i = 0; i < count; i++) start[i] = 0;
  return start;
}

static const float *next(const float **at, int count) {
  const float *start = *at;
  *at += count;
  return start;
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

static Rows around(const float *from, int across, int channels) {
  return (Rows){from, across, (across + 2) * channels, channels, 3, (across + 2) * channels, 3 * channels};
}

static Rows pixelsOf(const float *from, int across, int channels) {
  return (Rows){from, across, across * channels, channels, 1, 0, channels};
}

/* h plus its two convolutions, into `to`; `own` is what the noise says to the block: shift, then scale less 1. */
static void residual(const Block *block, const float *h, int across, int channels, float *own, float *space, float *between, float *to) {
  Rows rows = around(space, across, channels);
  normalize(h, across, channels, block->scale, block->shift, space, 1, 1);
  multiply(&rows, across * across, block->filter1, channels, 0, between);
  normalize(between, across, channels, own + channels, own, space, 1, 1);
  multiply(&rows, across * across, block->filter2, channels, h, to);
}

/* Takes the noise that has been written: what it says to the blocks is the same for all images. */
EXPORT(setNoise) void setNoise(void) {
  dense(noise, features, embedHidden, hiddenUnits, hidden, 1);
  dense(hidden, hiddenUnits, embedModulation, 12 * width, modulation, 0);
  static const int multiples[4] = {1, 2, 2, 1};
  float *at = modulation;
  for (int i = 0; i < 4; i++) {
    int channels = multiples[i] * width;
    for (int c = channels; c < 2 * channels; c++) at[c] += 1;
    at += 2 * channels;
  }
}

/* h plus what every pixel tells every pixel. */
static void acrossImage(float *h) {
  int w = width, cells = quarter * quarter * globalChannels;
  normalize(h, quarter, 2 * w, globalScale, globalShift, deepNext, 0, 0);
  Rows pixels = pixelsOf(deepNext, quarter, 2 * w);
  multiply(&pixels, quarter * quarter, globalReduce, globalChannels, 0, read);
  dense(read, cells, globalHidden, 4 * w, units, 1);
  dense(units, 4 * w, globalOutput, cells, written, 0);
  Rows cellsOf = pixelsOf(written, quarter, globalChannels);
  multiply(&cellsOf, quarter * quarter, globalExpand, 2 * w, h, deepNext);
}

/* `to` [14][14][w] becomes `encoded` plus the groups of 4 w channels of `from` [7][7] as blocks of 2 x 2 pixels. */
static void unfoldOnto(const float *from, float *to) {
  int w = width;
  for (int y = 0; y < half; y++)
    for (int x = 0; x < half; x++) {
      const float *own = from + ((y / 2 * quarter + x / 2) * 4 + y % 2 * 2 + x % 2) * w;
      int at = (y * half + x) * w;
      for (int c = 0; c < w; c += 4) store(to + at + c, wasm_f32x4_add(load(own + c), load(encoded + at + c)));
    }
}

/* `fine`: the groups of 4 x 4 channels of `coarse` [14][14] as blocks of 2 x 2 pixels, through silu. */
static void unfoldFine(void) {
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++) {
      const float *own = coarse + ((y / 2 * half + x / 2) * 4 + y % 2 * 2 + x % 2) * fineChannels;
      store(fine + ((y + 1) * (size + 2) + x + 1) * fineChannels, silu(load(own)));
    }
}

/* Four pixels at a time: cSkip x + cOut times the last convolution and that of the input. */
static void finish(float cSkip, float cOut) {
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x += 4) {
      f4 sums[4] = {splat(0), splat(0), splat(0), splat(0)}, seen = splat(0);
      for (int dy = 0; dy < 3; dy++)
        for (int dx = 0; dx < 3; dx++) {
          const float *from = fine + ((y + dy) * (size + 2) + x + dx) * fineChannels;
          f4 weights = load(outputFilter + (dy * 3 + dx) * fineChannels);
          for (int i = 0; i < 4; i++) sums[i] = madd(load(from + i * fineChannels), weights, sums[i]);
          seen = madd(load(frame + (y + dy + 1) * framed + x + dx + 1), splat(outputInputFilter[dy * 3 + dx]), seen);
        }
      f4 output = wasm_f32x4_add(seen, wasm_f32x4_make(total(sums[0]), total(sums[1]), total(sums[2]), total(sums[3])));
      f4 kept = wasm_f32x4_mul(load(image + y * size + x), splat(cSkip));
      store(result + y * size + x, madd(output, splat(cOut), kept));
    }
}

/* The answer to the image that has been written, at the noise that has been set. */
EXPORT(denoise) void denoise(void) {
  int w = width;
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x += 4)
      store(frame + (y + 2) * framed + x + 2, wasm_f32x4_mul(load(image + y * size + x), splat(numbers[2])));

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
  unfoldOnto(unfolded, wide);
  residual(&decode14, wide, half, w, own, framed14, wideNext, wide);

  Rows last = around(framed14, half, w);
  normalize(wide, half, w, fineScale, fineShift, framed14, 1, 1);
  multiply(&last, half * half, fineFilter, 4 * fineChannels, 0, coarse);
  unfoldFine();
  finish(numbers[0], numbers[1]);
}
