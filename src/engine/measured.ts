/** Trajectories measured beforehand (public/results), in the shape of live frames, so that a figure shows a real result before the engine is ready. */
import type { DenoiserId } from '../denoisers/catalog';
import type { SampleFrame, SampleJob, SampleResult, SampleRow } from './protocol';

/** An image as 8-bit steps of its own largest value: base64 of Int8Array [784], times scale. */
export interface PackedImage {
  readonly scale: number;
  readonly steps: string;
}

/** A row of a frame with its two images packed. */
export type MeasuredRow = Omit<SampleRow, 'x' | 'denoised'> & {
  readonly x: PackedImage;
  readonly denoised: PackedImage;
};

/** One file: public/results/opening-<dataset>-n<N>.json. */
export interface MeasuredTrajectory {
  readonly version: 1;
  readonly command: string;
  readonly date: string;
  readonly job: SampleJob;
  readonly sigmas: readonly number[];
  readonly evaluations: number;
  readonly frames: readonly {
    readonly step: number;
    readonly sigma: number;
    readonly rows: Readonly<Partial<Record<DenoiserId, MeasuredRow>>>;
  }[];
  readonly nearestImages: Readonly<
    Partial<Record<DenoiserId, { readonly image: string; readonly className?: string }>>
  >;
  readonly dots: readonly (readonly [number, number])[];
  readonly deviations: readonly [number, number];
}

export function packImage(pixels: Float32Array): PackedImage {
  const largest = pixels.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest / 127 || 1;
  return {
    scale,
    steps: toBase64(new Uint8Array(Int8Array.from(pixels, (value) => Math.round(value / scale)).buffer)),
  };
}

export function unpackImage({ scale, steps }: PackedImage): Float32Array<ArrayBuffer> {
  const pixels = new Float32Array(new Int8Array(fromBase64(steps).buffer));
  for (let i = 0; i < pixels.length; i++) pixels[i]! *= scale;
  return pixels;
}

/** The frames as the engine would send them. */
export function measuredFrames({ frames }: MeasuredTrajectory): SampleFrame[] {
  return frames.map(({ step, sigma, rows }) => ({
    step,
    sigma,
    rows: Object.fromEntries(
      Object.entries(rows).map(([id, row]): [string, SampleRow] => [
        id,
        { ...row, x: unpackImage(row.x), denoised: unpackImage(row.denoised) },
      ]),
    ),
  }));
}

export function measuredNearestImages({ nearestImages }: MeasuredTrajectory): SampleResult['nearestImages'] {
  return Object.fromEntries(
    Object.entries(nearestImages).map(([id, entry]) => [id, { ...entry, image: fromBase64(entry.image) }]),
  );
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i); // a mapping function takes 10 times as long
  return bytes;
}
