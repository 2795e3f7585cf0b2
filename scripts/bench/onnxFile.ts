/** Writes ONNX models: the few messages of onnx.proto3 that a graph of float32 tensors needs, in protobuf's wire format. */

type Bytes = Uint8Array<ArrayBuffer>;

/** A tensor that the model holds. */
export interface Initializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;
}

export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integers, lists of integers, or words. */
  readonly attributes?: Readonly<Record<string, number | readonly number[] | string>>;
}

/** A float32 input or output; a size that is free has a name. */
export interface Port {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly initializers: readonly Initializer[];
  readonly nodes: readonly Node[];
}

const [irVersion, operatorSet] = [8, 17];
const dataType = { float: 1, int64: 7 } as const;
const attributeType = { int: 2, string: 3, ints: 7 } as const;

/** The graph as a ModelProto. */
export function onnxFile(graph: Graph): Bytes {
  const body = [
    ...graph.nodes.map((node) => message(1, nodeFields(node))),
    text(2, 'graph'),
    ...graph.initializers.map((tensor) => message(5, tensorFields(tensor))),
    ...graph.inputs.map((port) => message(11, portFields(port))),
    ...graph.outputs.map((port) => message(12, portFields(port))),
  ];
  return joined([integer(1, irVersion), message(7, body), message(8, [text(1, ''), integer(2, operatorSet)])]);
}

function nodeFields({ operator, inputs, outputs, attributes = {} }: Node): Bytes[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => message(5, [text(1, name), ...attributeFields(value)])),
  ];
}

function attributeFields(value: number | readonly number[] | string): Bytes[] {
  if (typeof value === 'string') return [text(4, value), integer(20, attributeType.string)];
  if (typeof value === 'number') return [integer(3, value), integer(20, attributeType.int)];
  return [...value.map((each) => integer(8, each)), integer(20, attributeType.ints)];
}

function tensorFields({ name, shape, values }: Initializer): Bytes[] {
  return [
    ...shape.map((size) => integer(1, size)),
    integer(2, values instanceof Float32Array ? dataType.float : dataType.int64),
    text(8, name),
    field(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ];
}

function portFields({ name, shape }: Port): Bytes[] {
  const sizes = shape.map((size) => message(1, [typeof size === 'string' ? text(2, size) : integer(1, size)]));
  return [text(1, name), message(2, [message(1, [integer(1, dataType.float), message(2, sizes)])])];
}

/** A whole number >= 0, seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function integer(number: number, value: number): Bytes {
  return Uint8Array.from([...varint(number * 8), ...varint(value)]);
}

function field(number: number, content: Bytes): Bytes {
  return joined([Uint8Array.from([...varint(number * 8 + 2), ...varint(content.length)]), content]);
}

function text(number: number, words: string): Bytes {
  return field(number, new TextEncoder().encode(words));
}

function message(number: number, fields: readonly Bytes[]): Bytes {
  return field(number, joined(fields));
}

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
