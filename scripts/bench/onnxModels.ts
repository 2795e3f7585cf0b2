/** Our denoisers as ONNX graphs, as an exporter would write them: images are [count, channel, height, width], as onnxruntime's kernels want them. */
import type { ParameterSpec } from '../../src/network/unet';
import { sizeOf, unetSpecs } from '../../src/network/unet';
import { type Initializer, type Node, onnxFile } from './onnxFile';

type Values = Float32Array<ArrayBuffer>;

/** Collects nodes and what they hold; each method adds an operation and returns the name of its output. */
function makeBuilder() {
  const nodes: Node[] = [];
  const initializers: Initializer[] = [];
  let names = 0;
  const fresh = () => `value${names++}`;
  const add = (operator: string, inputs: readonly string[], attributes: NonNullable<Node['attributes']> = {}) => {
    const output = fresh();
    nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  };
  const hold = (values: Initializer['values'], shape: readonly number[]) => {
    const name = fresh();
    initializers.push({ name, shape, values });
    return name;
  };
  const integers = (values: readonly number[]) => hold(BigInt64Array.from(values, BigInt), [values.length]);
  return {
    nodes,
    initializers,
    fresh,
    add,
    hold,
    integers,
    scalar: (value: number) => hold(Float32Array.of(value), []),
    reshape: (x: string, shape: readonly number[]) => add('Reshape', [x, integers(shape)]),
    silu: (x: string) => add('Mul', [x, add('Sigmoid', [x])]),
  };
}

/** Values [...shape] with their axes in another order. */
export function permuted(values: Values, shape: readonly number[], order: readonly number[]): Values {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const result = new Float32Array(values.length);
  const sizes = order.map((axis) => shape[axis]!);
  const at = sizes.map(() => 0);
  for (let i = 0; i < result.length; i++) {
    result[i] = values[at.reduce((sum, index, axis) => sum + index * strides[order[axis]!]!, 0)]!;
    for (let axis = at.length - 1; axis >= 0 && ++at[axis]! === sizes[axis]; axis--) at[axis] = 0;
  }
  return result;
}

/**
 * D(x; sigma) of the network. Inputs: x [count, 784], features [1, 32] of the noise level, scalings [3]: cSkip, cOut, cIn.
 * @param values  flat, in the order of `unetSpecs(width)`
 */
export function networkModel(values: Values, width: number): Uint8Array<ArrayBuffer> {
  const parameters = new Map<string, { spec: ParameterSpec; own: Values }>();
  let offset = 0;
  for (const spec of unetSpecs(width)) {
    parameters.set(spec.name, { spec, own: values.slice(offset, offset + sizeOf(spec)) });
    offset += sizeOf(spec);
  }
  const get = (name: string) => {
    const { own } = parameters.get(name)!;
    return { own, shape: parameters.get(name)!.spec.shape };
  };
  const { nodes, initializers, fresh, add, hold, integers, scalar, reshape, silu } = makeBuilder();

  const matrix = (name: string) => hold(get(name).own, get(name).shape);
  const perChannel = (name: string) => hold(get(name).own, [1, get(name).own.length, 1, 1]);
  /** From [height, width, in, out] to [out, in, height, width]. */
  const filter = (name: string, shape = get(name).shape) => {
    const [height, across, from, to] = shape as [number, number, number, number];
    return hold(permuted(get(name).own, shape, [3, 2, 0, 1]), [to, from, height, across]);
  };
  const pointwise = (name: string) => filter(name, [1, 1, ...get(name).shape]);
  const convolve = (x: string, weight: string, padding = 0, stride = 1) =>
    add('Conv', [x, weight], { pads: Array<number>(4).fill(padding), strides: [stride, stride] });
  const epsilon = scalar(1e-6);
  const norm = (x: string, scale: string, shift: string) => {
    const meanSquare = add('ReduceMean', [add('Mul', [x, x])], { axes: [1], keepdims: 1 });
    const normalized = add('Div', [x, add('Sqrt', [add('Add', [meanSquare, epsilon])])]);
    return add('Add', [add('Mul', [normalized, scale]), shift]);
  };
  const unfold = (x: string) => add('DepthToSpace', [x], { blocksize: 2, mode: 'DCR' });

  const hidden = silu(add('MatMul', ['features', matrix('embed.hidden')]));
  const modulation = add('MatMul', [hidden, matrix('embed.modulation')]);
  const blocks = Object.entries({ encode14: 1, middle7a: 2, middle7b: 2, decode14: 1 });
  const parts = blocks.flatMap(([, multiple]) => [multiple * width, multiple * width]);
  const outputs = parts.map(fresh);
  nodes.push({ operator: 'Split', inputs: [modulation, integers(parts)], outputs, attributes: { axis: 1 } });
  const one = scalar(1);
  const block = (h: string, name: string) => {
    const index = 2 * blocks.findIndex(([each]) => each === name);
    const own = (which: number) => reshape(outputs[index + which]!, [1, parts[index]!, 1, 1]);
    const before = silu(norm(h, perChannel(`${name}.scale`), perChannel(`${name}.shift`)));
    const first = convolve(before, filter(`${name}.filter1`), 1);
    const between = silu(norm(first, add('Add', [own(1), one]), own(0)));
    return add('Add', [h, convolve(between, filter(`${name}.filter2`), 1)]);
  };

  const scaling = (which: number) => add('Gather', ['scalings', integers([which])]);
  const image = reshape(add('Mul', ['x', scaling(2)]), [-1, 1, 28, 28]);
  const encoded = block(convolve(image, filter('input.filter'), 2, 2), 'encode14');
  let h = convolve(encoded, filter('down.weight', [2, 2, width, 2 * width]), 0, 2);
  h = block(h, 'middle7a');

  // ours flattens pixels first, these images channels first: the dense layers' weights are permuted instead of the images
  const [pixels, channels] = [49, 8];
  const units = get('global.hidden').shape[1]!;
  const read = convolve(norm(h, perChannel('global.scale'), perChannel('global.shift')), pointwise('global.reduce'));
  const intoHidden = permuted(get('global.hidden').own, [pixels, channels, units], [1, 0, 2]);
  const outOfHidden = permuted(get('global.output').own, [units, pixels, channels], [0, 2, 1]);
  const flat = reshape(read, [-1, pixels * channels]);
  const global = silu(add('MatMul', [flat, hold(intoHidden, [pixels * channels, units])]));
  const written = reshape(add('MatMul', [global, hold(outOfHidden, [units, pixels * channels])]), [-1, channels, 7, 7]);
  h = add('Add', [h, convolve(written, pointwise('global.expand'))]);

  h = block(h, 'middle7b');
  h = add('Add', [encoded, unfold(convolve(h, pointwise('up.weight')))]);
  h = block(h, 'decode14');
  const fine = silu(norm(h, perChannel('fine.scale'), perChannel('fine.shift')));
  const unfolded = silu(unfold(convolve(fine, filter('fine.filter'), 1)));
  const seen = convolve(image, filter('output.inputFilter'), 1);
  const output = reshape(add('Add', [convolve(unfolded, filter('output.filter'), 1), seen]), [-1, 784]);
  const [kept, added] = [add('Mul', ['x', scaling(0)]), add('Mul', [output, scaling(1)])];
  nodes.push({ operator: 'Add', inputs: [kept, added], outputs: ['denoised'] });
  return onnxFile({
    inputs: [
      { name: 'x', shape: ['count', 784] },
      { name: 'features', shape: [1, 32] },
      { name: 'scalings', shape: [3] },
    ],
    outputs: [{ name: 'denoised', shape: ['count', 784] }],
    initializers,
    nodes,
  });
}

/**
 * The multi-delta denoiser, softmax((x . y - |y|^2 / 2) / sigma^2) y. Inputs: x [count, dim], precision [1]: 1 / sigma^2.
 * @param images  pixels [N, dim]
 */
export function multiDeltaModel(images: Values, dim: number): Uint8Array<ArrayBuffer> {
  const count = images.length / dim;
  const { nodes, initializers, add, hold } = makeBuilder();
  const halfNorms = Float32Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let p = 0; p < dim; p++) sum += images[i * dim + p]! ** 2;
    return -sum / 2;
  });
  const held = hold(images, [count, dim]);
  const affinities = add('Gemm', ['x', held, hold(halfNorms, [count])], { transB: 1 });
  const weights = add('Softmax', [add('Mul', [affinities, 'precision'])], { axis: 1 });
  nodes.push({ operator: 'MatMul', inputs: [weights, held], outputs: ['denoised'] });
  return onnxFile({
    inputs: [
      { name: 'x', shape: ['count', dim] },
      { name: 'precision', shape: [1] },
    ],
    outputs: [{ name: 'denoised', shape: ['count', dim] }],
    initializers,
    nodes,
  });
}
