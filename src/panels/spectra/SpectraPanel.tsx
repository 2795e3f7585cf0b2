import { useState } from 'react';
import { datasets, isOwnId, type PublishedId } from '../../data/catalog';
import { firstImages } from '../../data/subset';
import type { DatasetSpectrum } from '../../state/datasetSpectrum';
import { measuredSource, powerLawSource, type TheorySpectrum } from '../../state/theorySpectrum';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { spectrumSource } from '../sources';
import { LiveMeasure } from '../LiveMeasure';
import { useInputs, useSession } from '../session';
import { TheoryBar } from '../TheoryBar';
import { useLive } from '../useLive';
import { useLoaded } from '../useLoaded';
import { formatCount } from '../words';
import { useSettledInput } from '../useSettledInput';
import { fitRange, rangeWithin, spectraFinding } from './compute';
import { ModeTiles } from './ModeTiles';
import { SpectraChart } from './SpectraChart';
import { SpectraMethod } from './SpectraMethod';
import { spectraTables } from './tables';

const ids = Object.keys(datasets) as PublishedId[];

/** Eigenvalues of the datasets side by side, the power law that fits them, and the first modes as images. */
export function SpectraPanel() {
  const { loadSpectrum } = useSession();
  const { spectrum } = useInputs();
  const own = isOwnId(spectrum) ? [spectrum] : [];
  const measured = useLoaded(['spectra', ...own].join(' '), () => Promise.all([...ids, ...own].map(loadSpectrum)));
  return (
    <div className="figure-place is-tall">
      {measured.value ? (
        <Whole measured={measured.value} />
      ) : (
        <FigurePlace title="What do images have in common?" problem={measured} />
      )}
    </div>
  );
}

function Whole({ measured }: { readonly measured: readonly DatasetSpectrum[] }) {
  const { change } = useSession();
  const { spectrum: chosen, exponent, firstRank, lastRank } = useInputs();
  const spectra = measured.map(measuredSource);
  const spectrum = spectra.find(({ dataset }) => dataset === chosen) ?? powerLawSource(exponent);
  const own = measured.find(({ dataset }) => dataset === chosen);
  const [shown, setShown] = useSettledInput('mode');
  const range = rangeWithin(spectrum, firstRank, lastRank);
  const fit = fitRange(spectrum, range);
  const [count, setCount] = useState(256);
  const { dataset } = spectrum;
  const live = useLive(`${dataset ?? ''} ${count}`, (run) =>
    run({ kind: 'spectrum', dataset: dataset!, subset: firstImages(count) }),
  );
  const sample = dataset && live.result && { count, eigenvalues: live.result.eigenvalues };
  return (
    <PanelFigure
      id="spectra"
      title={spectraFinding(spectrum, fit)}
      caption={
        <>
          Each direction in the space of images has a variance: how much the images differ along it. Drag the two lines
          to choose the ranks that the power law is fitted to. Point at a mode to see where it stands. A spectrum from
          few images is too steep: measure one, and compare its tail with the whole.
        </>
      }
      method={<SpectraMethod measured={own} />}
      tables={() => spectraTables({ spectra: dataset ? spectra : [spectrum, ...spectra], spectrum, fit, sample })}
      python={async (head) => (await import('./python')).spectraScript(head, { spectrum, fit, sample })}
      sources={measured.map(spectrumSource)}
    >
      <TheoryBar />
      <SpectraChart
        spectra={spectra}
        spectrum={spectrum}
        fit={fit}
        sample={dataset && live.result}
        shown={own ? shown : undefined}
        onRange={([first, last]) => change({ firstRank: first, lastRank: last })}
      />
      {own && <ModeTiles measured={own} shown={shown} onShow={setShown} />}
      <LeftOut spectrum={spectrum} />
      {dataset && (
        <LiveMeasure
          words={`The spectrum of the first ${formatCount(count)} images of ${spectrum.label}.`}
          live={live}
          counts={[64, 256, 1024, 4096]}
          count={count}
          unit="N"
          onCount={setCount}
        />
      )}
    </PanelFigure>
  );
}

/** Directions without variance. */
function LeftOut({ spectrum: { kept, dim, label } }: { readonly spectrum: TheorySpectrum }) {
  const count = dim - kept.length;
  if (count === 0) return null;
  return (
    <p className="figure-caption">
      {formatCount(count)} of the {dim} directions of {label} have less than a millionth of the largest variance, such
      as pixels that are black in every image. They are left out here and of every divergence below, which they would
      make infinite.
    </p>
  );
}
