/** Network weights as safetensors: the parameters of the U-Net by name, checked against the shapes its width asks for. */
import { SafetensorsError, type SafetensorsFile } from './safetensors';
import { sizeOf, unetSpecs } from './unet';

/** The file contents of flat parameter values in the order of `unetSpecs`. */
export function parametersFile(
  values: Float32Array<ArrayBuffer>,
  width: number,
  metadata: Record<string, string>,
): SafetensorsFile {
  let offset = 0;
  const tensors = Object.fromEntries(
    unetSpecs(width).map((spec) => {
      const own = values.slice(offset, offset + sizeOf(spec));
      offset += sizeOf(spec);
      return [spec.name, { shape: spec.shape, values: own }];
    }),
  );
  return { tensors, metadata };
}

/** Flat parameter values in the order of `unetSpecs`. @param where  the file's name, for messages  @throws SafetensorsError when a tensor is missing, unknown or of another shape */
export function parameterValues({ tensors }: SafetensorsFile, width: number, where: string): Float32Array<ArrayBuffer> {
  const specs = unetSpecs(width);
  const known = new Set(specs.map(({ name }) => name));
  const unknown = Object.keys(tensors).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new SafetensorsError(`${where}: tensor ${unknown} is not part of a network of width ${width}`);
  const values = new Float32Array(specs.reduce((sum, spec) => sum + sizeOf(spec), 0));
  let offset = 0;
  for (const spec of specs) {
    const tensor = tensors[spec.name];
    if (!tensor) throw new SafetensorsError(`${where}: tensor ${spec.name} is missing`);
    if (tensor.shape.join() !== spec.shape.join())
      throw new SafetensorsError(
        `${where}: tensor ${spec.name} must have shape [${spec.shape.join(', ')}] at width ${width}, got [${tensor.shape.join(', ')}]`,
      );
    values.set(tensor.values, offset);
    offset += sizeOf(spec);
  }
  return values;
}
