import type { ChartScale } from '../draw/chart';
import { formatSigma } from '../draw/sigmaAxis';
import type { Columns } from '../ui/ChartColumns';
import { useSession, useView } from './session';
import { useNoiseLevel } from './useNoiseLevel';

export interface SigmaColumns {
  /** The noise level that is looked at, of those of the chart. */
  readonly sigma: number;
  /** Point at a noise level, and choose it. */
  readonly columns: Columns;
  /** A guide at the noise level that is pointed at in any figure. */
  readonly overlay: (scale: ChartScale) => React.ReactNode;
}

/** What every chart over noise levels has. @param sigmas  one or more  @param words  what choosing one does */
export function useSigmaColumns(sigmas: readonly number[], words = 'look at this noise level'): SigmaColumns {
  const { view } = useSession();
  const [sigma, choose] = useNoiseLevel(sigmas);
  const hover = (hoveredSigma: number | undefined) => view.setState({ hoveredSigma });
  return {
    sigma,
    columns: {
      values: sigmas,
      shown: sigma,
      label: (value) => `σ = ${formatSigma(value)}: ${words}`,
      onShow: hover,
      onLeave: () => hover(undefined),
      onPress: choose,
    },
    overlay: (scale) => <SigmaGuide scale={scale} />,
  };
}

function SigmaGuide({ scale: { x, leftPx, rightPx, topPx, bottomPx } }: { readonly scale: ChartScale }) {
  const hovered = useView((view) => view.hoveredSigma);
  const px = hovered === undefined ? NaN : x(hovered);
  if (!(px >= leftPx && px <= rightPx)) return null;
  return <path className="chart-guide" d={`M${px},${topPx}V${bottomPx}`} aria-hidden="true" />;
}
