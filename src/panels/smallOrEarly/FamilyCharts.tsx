import { formatSigma } from '../../draw/sigmaAxis';
import type { NetworkDetails } from '../../state/networkMeasures';
import type { ZooNetwork } from '../../state/zooNetworks';
import type { ChartAxis } from '../../ui/ChartAxes';
import { ChartGrid } from '../../ui/ChartGrid';
import { type ChartCurve, CurveChart } from '../../ui/CurveChart';
import { percent } from '../countAxis';
import { distanceAxis } from '../distanceAxis';
import { noiseAxis } from '../noiseAxis';
import { useSigmaColumns } from '../useSigmaColumns';
import { formatCount } from '../words';
import { type Family, placeOf } from '../../state/families';
import { bestOf, distanceCurves, distancesAt, lossCurves, memberWords, shareCurves, type Split } from './compute';
import type { FamilyMeasured } from './FamilyLive';

export interface FamilyChartsProps {
  readonly family: Family;
  readonly member: ZooNetwork;
  readonly details: ReadonlyMap<string, NetworkDetails>;
  readonly split: Split;
  /** Of this member and split, from the reader's machine. */
  readonly here: FamilyMeasured | undefined;
  readonly onPlace: (place: number) => void;
}

const heightPx = 240;
const share: ChartAxis = { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], title: '', format: percent };

/** Distances over noise levels, and distances, loss and shares over the family. */
export function FamilyCharts({ family, member, details, split, here, onPlace }: FamilyChartsProps) {
  const { axis, members } = family;
  const own = details.get(member.id);
  const sigmas = own?.errors.map(({ sigma }) => sigma) ?? [];
  const {
    sigma,
    columns: levels,
    overlay,
  } = useSigmaColumns(sigmas.length > 0 ? sigmas : [1], 'show in the next chart');
  const overSigma = own ? distanceCurves(own, split) : [];
  const overFamily = distancesAt(family, details, sigma, split);
  const nearest = nearestToGaussian(overFamily);
  const columns = {
    values: members.map((network) => placeOf(axis, network)),
    shown: placeOf(axis, member),
    label: (place: number) =>
      `Show ${memberWords(
        axis,
        members.find((network) => placeOf(axis, network) === place)!,
      )}`,
    onShow: () => undefined,
    onPress: onPlace,
    isInTabOrder: false, // the slider does the same
  };
  const x = familyAxis(family);
  const noun = split === 'heldOut' ? 'held-out' : 'training';
  const best = bestOf(family);
  return (
    <ChartGrid most={2}>
      {(widthPx) => (
        <>
          <CurveChart
            widthPx={widthPx}
            heightPx={heightPx}
            name={`Distance to the network on ${noun} images: ${memberWords(axis, member)}`}
            label={`Root mean square distance of the closed forms to the network on ${noun} images over noise levels`}
            x={noiseAxis(sigmas)}
            y={distanceAxis(overSigma)}
            curves={[...(here ? hollow(here) : []), ...overSigma]}
            columns={levels}
            overlay={overlay}
          />
          <CurveChart
            widthPx={widthPx}
            heightPx={heightPx}
            name={`The same at σ = ${formatSigma(sigma)}`}
            label={`The same distances at sigma ${formatSigma(sigma)} over the networks`}
            x={x}
            y={distanceAxis(overFamily)}
            curves={overFamily}
            marks={nearest === undefined ? [] : [{ x: nearest, label: 'nearest to the Gaussian' }]}
            columns={columns}
          />
          <CurveChart
            widthPx={widthPx}
            heightPx={heightPx}
            name="Loss of training"
            label="Loss on held-out and on training images over the networks"
            x={x}
            y={distanceAxis(lossCurves(family))}
            curves={lossCurves(family)}
            marks={best === members.at(-1) ? [] : [{ x: placeOf(axis, best), label: 'least held-out loss' }]}
            columns={columns}
          />
          <CurveChart
            widthPx={widthPx}
            heightPx={heightPx}
            name="Samples: copies, and nearer to the Gaussian’s than to the multi-delta’s"
            label="Shares of samples that are copies, and that are nearer to the Gaussian's, over the networks"
            x={x}
            y={share}
            curves={shareCurves(family)}
            columns={columns}
          />
        </>
      )}
    </ChartGrid>
  );
}

function hollow({ curves }: FamilyMeasured): ChartCurve[] {
  return curves.map((curve) => ({ ...curve, id: `${curve.id} here`, isHollow: true }));
}

function nearestToGaussian(curves: readonly ChartCurve[]): number | undefined {
  const points = curves.find(({ id }) => id === 'gaussian')?.points ?? [];
  return points.length < 2 ? undefined : points.reduce((best, point) => (point.y < best.y ? point : best)).x;
}

function familyAxis({ axis, members }: Family): ChartAxis {
  const ticks = members.map((network) => placeOf(axis, network));
  const isTime = axis === 'time';
  return {
    domain: [ticks[0]!, ticks.at(-1)!],
    isLog: true,
    ticks,
    title: isTime ? 'images seen in training' : 'width, channels',
    format: formatCount,
    ends: isTime ? ['early', 'late'] : ['small', 'wide'],
  };
}
