/** The inputs of a figure as attributes of its element: the same names and values as in a link, written with hyphens. */
import { decodeInputs, type DecodedInputs, inputFields, inputNames, type InputName, type Inputs } from '../inputs';

export const attributeOf = (name: InputName): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const inputAttributes: ReadonlyMap<string, InputName> = new Map(
  inputNames.map((name) => [attributeOf(name), name]),
);

/** Never throws: a wrong value becomes the default and is told in words. */
export function inputsOf(attribute: (name: string) => string | null): DecodedInputs {
  const given = inputNames.flatMap((name) => {
    const text = attribute(attributeOf(name));
    return text === null ? [] : [[name, text] as [string, string]];
  });
  return decodeInputs(new URLSearchParams(given).toString());
}

/** The attributes of a link's query, as they are given: what is wrong with them is told by who reads them. */
export function attributesOf(query: string): readonly (readonly [name: string, value: string])[] {
  const given = new URLSearchParams(query);
  return inputNames.flatMap((name) => {
    const value = given.get(name);
    return value === null ? [] : [[attributeOf(name), value] as const];
  });
}

/** The names of the inputs that differ. */
export const changedInputs = (before: Inputs, after: Inputs): readonly InputName[] =>
  inputNames.filter((name) => before[name] !== after[name]);

export const isInitial = (inputs: Inputs, name: InputName): boolean => inputs[name] === inputFields[name].initial;
