import { useState } from 'react';
import { paperSigmas } from '../../denoisers/linearCatalog';
import { ChartGrid } from '../../ui/ChartGrid';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { InPieces } from '../../ui/InPieces';
import { Segmented } from '../../ui/Segmented';
import { ChartKey } from '../ChartKey';
import { noiseAxis } from '../noiseAxis';
import { ratioAxis } from '../ratioAxis';
import { useInputs, useSession } from '../session';
import { useSigmaColumns } from '../useSigmaColumns';
import { formatCount } from '../words';
import { descentCurves, differenceCurves, mapCounts, type WhichMapMeasures } from './compute';
import { DescendLive, type DescentHere } from './DescendLive';
import { DistillLive } from './DistillLive';

const inputOptions = [
  { id: 'heldOut', label: 'held-out images', hint: 'Images that no denoiser was made from' },
  { id: 'train', label: 'training images', hint: 'The images that the denoiser was made from' },
] as const;
const optimizerOptions = [
  { id: 'adam', label: 'Adam', hint: 'As in the paper' },
  { id: 'descent', label: 'plain descent', hint: 'Its mean has a closed form' },
] as const;
const heightPx = 280;

/** Differences over noise levels, over epochs for few and for many images, and both measured here. */
export function WhichMapFigure({ measures }: { readonly measures: WhichMapMeasures }) {
  const { change } = useSession();
  const { asked, optimizer } = useInputs();
  const { sigma, columns, overlay } = useSigmaColumns(paperSigmas);
  const [here, setHere] = useState<DescentHere>();
  const differences = differenceCurves(measures, asked);
  const hereCurves = (images: number): ChartCurve[] =>
    here?.images === images && here.optimizer === optimizer ? [here.curve] : [];
  const epochs = {
    domain: [0, measures.descents.epochs] as const,
    ticks: [0, 20, 40, 60],
    title: 'passes over the images',
    format: String,
  };
  return (
    <InPieces>
      <div className="chart-bar">
        <Segmented
          legend="Asked about"
          options={inputOptions}
          value={asked}
          onChange={(next) => change({ asked: next })}
        />
        <Segmented
          legend="Optimiser"
          options={optimizerOptions}
          value={optimizer}
          onChange={(next) => change({ optimizer: next })}
        />
      </div>
      <ChartGrid most={3}>
        {(widthPx) => (
          <>
            <CurveChart
              {...{ widthPx, heightPx }}
              name={<DifferenceName words={`least squares, ${asked === 'heldOut' ? 'held-out' : 'training'} images`} />}
              label="Relative difference between the linear map and the Gaussian's over noise levels"
              x={noiseAxis(paperSigmas)}
              y={ratioAxis(differences)}
              curves={differences}
              {...{ columns, overlay }}
            />
            {mapCounts.map((images) => {
              const curves = descentCurves(measures.descents, images, optimizer);
              return (
                <CurveChart
                  key={images}
                  {...{ widthPx, heightPx }}
                  name={
                    <DifferenceName
                      words={`${optimizer === 'adam' ? 'Adam' : 'plain descent'}, N = ${formatCount(images)}, by σ`}
                    />
                  }
                  label={`Relative difference over the passes of gradient descent for the network of ${formatCount(images)} images, one curve for each noise level`}
                  x={epochs}
                  y={ratioAxis(mapCounts.flatMap((count) => descentCurves(measures.descents, count, optimizer)))}
                  curves={[...hereCurves(images), ...emphasized(curves, sigma)]}
                />
              );
            })}
          </>
        )}
      </ChartGrid>
      {optimizer === 'descent' && (
        <ChartKey
          items={[
            { color: 'var(--ink)', mark: 'dot', words: 'measured: the noise of the answers is in it' },
            {
              color: 'var(--ink)',
              mark: 'theory',
              words: 'closed form of the mean; noise levels below 0.4 would take some million steps',
            },
          ]}
        />
      )}
      <DistillLive measures={measures} sigma={sigma} />
      <DescendLive measures={measures} sigma={sigma} onHere={setHere} />
    </InPieces>
  );
}

function DifferenceName({ words }: { readonly words: string }) {
  return (
    <>
      |<var>W</var>
      <sub>L</sub> − <var>W</var>
      <sub>G</sub>| / |<var>W</var>
      <sub>G</sub>|: {words}
    </>
  );
}

/** The noise level that is looked at lies upon the others. */
function emphasized(curves: readonly ChartCurve[], sigma: number): ChartCurve[] {
  const isChosen = ({ id }: ChartCurve) => id === `${sigma}` || id === `${sigma} theory`;
  return [
    ...curves.filter(isChosen),
    ...curves.filter((curve) => !isChosen(curve)).map((curve) => ({ ...curve, isThin: true })),
  ];
}
