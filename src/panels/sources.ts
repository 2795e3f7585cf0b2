/** Where the numbers of a figure come from, for its menu. */
import type { DatasetSpectrum } from '../state/datasetSpectrum';
import { openingPath } from '../state/files';
import { spectrumPath } from '../state/spectra';
import type { Trajectory } from '../state/trajectory';
import type { Source } from '../ui/source';
import type { Live } from './useLive';
import { backendName } from './words';

interface Measured {
  readonly command: string;
  readonly date: string;
  readonly seed?: number;
  readonly sampleSeed?: number;
}

/** A file of results. */
export function published(
  file: string,
  { command, date, seed, sampleSeed }: Measured,
): Extract<Source, { kind: 'published' }> {
  return { kind: 'published', file, command, date, seed: seed ?? sampleSeed };
}

/** Those files that are there. */
export function publishedAll(...files: readonly (readonly [file: string, measured: Measured | undefined])[]): Source[] {
  return files.flatMap(([file, measured]) => (measured ? [published(file, measured)] : []));
}

/** The spectrum of a dataset, published or of the reader's own images. */
export function spectrumSource(spectrum: DatasetSpectrum): Source {
  const file = spectrum.published;
  if (file) return published(spectrumPath(file.dataset), file);
  return { kind: 'computed', what: 'The spectrum of your images', on: 'your machine' };
}

/** A measurement on the reader's machine. */
export function liveSource(
  what: string,
  { backend, elapsedMs }: NonNullable<Live<unknown>['ran']>,
  seed?: number,
): Source {
  return { kind: 'computed', what, on: backend && backendName(backend), elapsedMs, seed };
}

/** Closed forms, in the worker of the theory. */
export function theorySource(what: string, ran: { readonly elapsedMs?: number } | undefined, seed?: number): Source {
  return { kind: 'computed', what, on: 'the CPU, in float64', elapsedMs: ran?.elapsedMs, seed };
}

/** Where a run comes from. */
export function runSources(trajectory: Trajectory | undefined): Source[] {
  if (!trajectory) return [];
  const { origin, job } = trajectory;
  const { seed } = job;
  switch (origin.kind) {
    case 'measured':
      return [published(openingPath(job.dataset, job.subset.count), { ...origin, seed })];
    case 'live':
      return [liveSource('The run', origin, seed)];
    case 'partial':
      return [{ kind: 'computed', what: 'The run, not yet whole', seed }];
    default:
      return origin satisfies never;
  }
}
