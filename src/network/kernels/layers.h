/*
 * The layers of the network in WebAssembly, for an image at a time, on memory that is taken once. Built with and without RELAXED (fused multiply-add).
 *
 * Images are [height, width, channel]. Every convolution is a product of matrices: a row is, for each pixel, some segments of neighbouring values, of an
 * image with a border of zeros where there is padding.
 */
#pragma once
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
#define TERM(i, from, offset)                                                                                      \
  {                                                                                                                \
    f4 value;                                                                                                      \
    __asm__ volatile("local.get %3\n v128.load32_splat " #offset "\n local.set %2\n" MADD("%0", "%4") MADD("%1", "%5") \
                     : "+r"(sums[i][0]), "+r"(sums[i][1]), "=r"(value)                                             \
                     : "r"(from), "r"(w0), "r"(w1));                                                               \
  }
#define LOAD(to, from, offset) __asm__ volatile("local.get %1\n v128.load " #offset "\n local.set %0" : "=r"(to) : "r"(from))
#define STEP(pixels, x, x0, x1)                                                                                    \
  {                                                                                                                \
    f4 w0, w1;                                                                                                     \
    LOAD(w0, weights, x0);                                                                                         \
    LOAD(w1, weights, x1);                                                                                         \
    _Pragma("unroll") for (int i = 0; i < pixels; i++) TERM(i, at[i], x)                                           \
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

/* A vector times weights [from][to]. */
static void dense(const float *x, int from, const float *weights, int to, float *result) {
  for (int j = 0; j < to; j += 4) store(result + j, splat(0));
  for (int i = 0; i < from; i++) {
    f4 value = splat(x[i]);
    for (int j = 0; j < to; j += 4) store(result + j, madd(value, load(weights + i * to + j), load(result + j)));
  }
}

static void activate(const float *x, int count, float *to) {
  for (int j = 0; j < count; j += 4) store(to + j, silu(load(x + j)));
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

/* Weights [depth][outputs] as blocks [outputs / lanes][depth][lanes]. */
static void pack(const float *weights, int depth, int outputs, float *to) {
  for (int block = 0; block < outputs; block += lanes)
    for (int k = 0; k < depth; k++, to += lanes)
      for (int j = 0; j < lanes; j++) to[j] = weights[k * outputs + block + j];
}

static void clear(float *to, int count) { __builtin_memset(to, 0, count * sizeof(float)); }

static float *zeros(int count) {
  float *start = take(count);
  clear(start, count);
  return start;
}

static Rows around(const float *from, int across, int channels) {
  return (Rows){from, across, (across + 2) * channels, channels, 3, (across + 2) * channels, 3 * channels};
}

static Rows pixelsOf(const float *from, int across, int channels) {
  return (Rows){from, across, across * channels, channels, 1, 0, channels};
}

/* Where pixel (y, x) lies when blocks of 2 x 2 pixels are groups of channels, of an image with `across` blocks a row. */
INLINE int folded(int y, int x, int across) { return (y / 2 * across + x / 2) * 4 + y % 2 * 2 + x % 2; }

/* `to` [14][14][w] becomes `added` plus the groups of 4 w channels of `from` [7][7] as blocks of 2 x 2 pixels. */
static void unfoldOnto(const float *from, int w, const float *added, float *to) {
  for (int y = 0; y < half; y++)
    for (int x = 0; x < half; x++) {
      const float *own = from + folded(y, x, quarter) * w;
      int at = (y * half + x) * w;
      for (int c = 0; c < w; c += 4) store(to + at + c, wasm_f32x4_add(load(own + c), load(added + at + c)));
    }
}

/* `fine` [28][28][4] with a border of 1: the groups of 4 x 4 channels of `coarse` [14][14] as blocks of 2 x 2 pixels, through silu. */
static void unfoldFine(const float *coarse, float *fine) {
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++) {
      const float *own = coarse + folded(y, x, half) * fineChannels;
      store(fine + ((y + 1) * (size + 2) + x + 1) * fineChannels, silu(load(own)));
    }
}

/* `to` [28][28], with a border of 2, times a number. */
static void frameImage(const float *image, float factor, float *to) {
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x += 4)
      store(to + (y + 2) * framed + x + 2, wasm_f32x4_mul(load(image + y * size + x), splat(factor)));
}

/* The last convolution, of `fine` and of the image in its frame, at four pixels from (y, x) on. */
INLINE f4 lastPixels(const float *fine, const float *frame, const float *filter, const float *inputFilter, int y, int x) {
  f4 sums[4] = {splat(0), splat(0), splat(0), splat(0)}, seen = splat(0);
  for (int dy = 0; dy < 3; dy++)
    for (int dx = 0; dx < 3; dx++) {
      const float *from = fine + ((y + dy) * (size + 2) + x + dx) * fineChannels;
      f4 weights = load(filter + (dy * 3 + dx) * fineChannels);
      for (int i = 0; i < 4; i++) sums[i] = madd(load(from + i * fineChannels), weights, sums[i]);
      seen = madd(load(frame + (y + dy + 1) * framed + x + dx + 1), splat(inputFilter[dy * 3 + dx]), seen);
    }
  return wasm_f32x4_add(seen, wasm_f32x4_make(total(sums[0]), total(sums[1]), total(sums[2]), total(sums[3])));
}

/* What the blocks are told of the noise: each block's shift, then its scale. `hidden` is kept before and after silu. */
static void modulate(const float *noise, const float *embedHidden, const float *embedModulation, int w, float *before, float *hidden, float *to) {
  dense(noise, features, embedHidden, hiddenUnits, before);
  activate(before, hiddenUnits, hidden);
  dense(hidden, hiddenUnits, embedModulation, 12 * w, to);
  static const int multiples[4] = {1, 2, 2, 1};
  for (int i = 0; i < 4; i++) {
    int channels = multiples[i] * w;
    for (int c = channels; c < 2 * channels; c++) to[c] += 1;
    to += 2 * channels;
  }
}
