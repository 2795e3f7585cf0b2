import type { Centring } from '../../state/similarity';
import type { ChartAxis } from '../../ui/ChartAxes';
import { ChartGrid } from '../../ui/ChartGrid';
import { CurveChart } from '../../ui/CurveChart';
import { countAxis, powerOfTen } from '../countAxis';
import { noiseAxis } from '../noiseAxis';
import { useInputs } from '../session';
import { useSigmaColumns } from '../useSigmaColumns';
import { formatCount } from '../words';
import { agreementCurves, errorCurves, type FormRow, type FormRows, patchCurves, rowWords } from './compute';

export interface FormChartsProps {
  readonly forms: FormRows;
  readonly chosen: FormRow;
  readonly sigmas: readonly number[];
  readonly centring: Centring;
  readonly onChoose: (row: FormRow) => void;
}

const share: ChartAxis = { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], title: '', format: String };
const sides: ChartAxis = {
  domain: [0.9, 60],
  isLog: true,
  ticks: [1, 3, 5, 9, 13, 19, 29, 55],
  title: '',
  format: String,
};
const leastError = 1e-6;
const errors: ChartAxis = {
  domain: [leastError, 1],
  isLog: true,
  ticks: [1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1],
  title: '',
  format: powerOfTen,
};

/** How well the samples agree over the networks; and, of the chosen one, the calibrated square and the errors over noise levels. */
export function FormCharts({ forms, chosen, sigmas, centring, onChoose }: FormChartsProps) {
  const { dataset } = useInputs();
  const { columns, overlay } = useSigmaColumns(sigmas);
  const { over, rows } = forms;
  const who = rowWords(over, chosen.place);
  const places = rows.map(({ place }) => place);
  const x: ChartAxis =
    over === 'images'
      ? countAxis(dataset, places)
      : {
          domain: [Math.min(...places), Math.max(...places)],
          isLog: true,
          ticks: places,
          title: over === 'width' ? 'channels' : 'images seen in training',
          format: formatCount,
        };
  const rowAt = (place: number) => rows.find((row) => row.place === place)!;
  const overSigma = { heightPx: 280, x: noiseAxis(sigmas), overlay, columns: { ...columns, isInTabOrder: false } };
  return (
    <ChartGrid most={3}>
      {(widthPx) => (
        <>
          <CurveChart
            widthPx={widthPx}
            heightPx={280}
            name={
              <>
                r<sup>2</sup> of samples from the same noises
              </>
            }
            label={`Squared correlation of the samples with the network's, median and quartiles, over ${x.title}`}
            x={x}
            y={share}
            curves={agreementCurves(forms, centring)}
            columns={{
              values: places,
              shown: chosen.place,
              label: (place) => `Look at the network of ${rowWords(over, place)}`,
              onShow: () => undefined,
              onPress: (place) => onChoose(rowAt(place)),
            }}
          />
          <CurveChart
            {...overSigma}
            widthPx={widthPx}
            name={
              <>
                <var>P</var>(<var>σ</var>): side of the square, in pixels; {who}
              </>
            }
            label={`Calibrated side of the local denoiser's square over noise levels, ${who}`}
            y={sides}
            curves={patchCurves(forms, chosen, sigmas)}
          />
          <CurveChart
            {...overSigma}
            widthPx={widthPx}
            name={`Squared error on held-out images; ${who}`}
            label={`Mean squared error of all denoisers on held-out images over noise levels, ${who}`}
            y={errors}
            curves={errorCurves(chosen, sigmas)}
          />
        </>
      )}
    </ChartGrid>
  );
}
