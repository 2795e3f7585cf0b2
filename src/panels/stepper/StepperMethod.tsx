import { useStore } from 'zustand';
import type { ReadyMap } from '../../denoisers/linearCatalog';
import { samplerCatalog } from '../../diffusion/catalog';
import { useRun, useSession } from '../session';
import { backendName, countedImages, formatCount } from '../words';
import type { Origin } from '../../state/trajectory';

/** How the picture was computed: formula, inputs, where and how long. */
export function StepperMethod() {
  const shown = useRun((run) => run.shown);
  if (!shown) return <p>Nothing has been computed yet.</p>;
  const { job, origin } = shown;
  return (
    <>
      <p>
        Each row solves d<var>x</var>/d<var>σ</var> = (<var>x</var> − <var>D</var>(<var>x</var>; <var>σ</var>))/
        <var>σ</var>, the probability-flow equation, from <var>x</var> = <var>σ</var>
        <sub>max</sub> <var>n</var> down to <var>σ</var> = 0, with its own <var>D</var> and the same normal noise{' '}
        <var>n</var>. The noise levels are those of Karras et al. 2022, equation 5.
      </p>
      <dl className="facts">
        <dt>Images</dt>
        <dd>
          the first {countedImages(job)} ({job.dataset})
        </dd>
        <dt>Network</dt>
        <dd>{job.network ?? 'none for these images'}</dd>
        <dt>Solver</dt>
        <dd>
          {samplerCatalog[job.sampler].label}, {job.steps} steps, <var>σ</var> from {job.sigmaMax} to 0.002 and 0,{' '}
          <var>ρ</var> = {job.rho}
        </dd>
        {job.denoisers.includes('linear') && <LinearFacts network={job.network ?? ''} />}
        <dt>Noise</dt>
        <dd>seed {job.seed}</dd>
        <OriginFacts origin={origin} />
      </dl>
    </>
  );
}

/** How good the linear maps that come with the page are. */
function LinearFacts({ network }: { readonly network: string }) {
  const { linear } = useSession();
  const { manifest, distilled } = useStore(linear.store);
  const maps = manifest?.maps.filter((map) => map.network === network) ?? [];
  const here = distilled[network]?.length ?? 0;
  const most = (of: (map: ReadyMap) => number) => `${(100 * Math.max(...maps.map(of))).toPrecision(2)}%`;
  return (
    <>
      <dt>Linear maps</dt>
      <dd>
        {here > 0 && `${here} distilled here. `}
        {manifest && maps.length > 0 && (
          <>
            {maps.length} made on {manifest.date} with <code>{manifest.command}</code>, from{' '}
            {formatCount(Math.min(...maps.map(({ count }) => count)))} to{' '}
            {formatCount(Math.max(...maps.map(({ count }) => count)))} noisy held-out images at each noise level, seed{' '}
            {manifest.seed}; stored in 8 bits, off by at most {most(({ storedError }) => storedError)} of |<var>W</var>
            |; standard error at most{' '}
            {most(({ standardError, gaussianSize, mapSize }) => (standardError * gaussianSize) / mapSize)} of |
            <var>W</var>|
          </>
        )}
      </dd>
    </>
  );
}

function OriginFacts({ origin }: { readonly origin: Origin }) {
  switch (origin.kind) {
    case 'measured':
      return (
        <>
          <dt>Measured</dt>
          <dd>
            on {origin.date} with <code>{origin.command}</code>; {formatCount(origin.evaluations)} evaluations of each
            denoiser; pixels stored in 8 bits
          </dd>
        </>
      );
    case 'live':
      return (
        <>
          <dt>Computed</dt>
          <dd>
            in your browser on {backendName(origin.backend)} in {(origin.elapsedMs / 1000).toFixed(2)} s;{' '}
            {formatCount(origin.evaluations)} evaluations of each denoiser
          </dd>
        </>
      );
    case 'partial':
      return (
        <>
          <dt>Computed</dt>
          <dd>in your browser, not yet whole</dd>
        </>
      );
    default:
      return origin satisfies never;
  }
}
