import { isPublished } from '../../data/catalog';
import { networksAbsence } from '../words';
import { networkMeasuresPath } from '../../state/networkMeasures';
import type { MeasuredZoo } from '../../state/results';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInput, useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useShownCount } from '../useShownCount';
import { type Axis, type Family, familiesOf } from '../../state/families';
import { familyAbsence, familyFinding } from './compute';
import { FamilyBar } from './FamilyBar';
import { FamilyFigure } from './FamilyFigure';
import { FamilyMethod } from './FamilyMethod';
import { familyTables } from './tables';

/** Networks on the same images, small or wide, early or late in their training. */
export function SmallOrEarlyPanel() {
  const { results } = useSession();
  const zoo = useLoaded('zoo', results.zoo);
  return (
    <div className="figure-place is-tall">
      {zoo.value ? <Whole zoo={zoo.value} /> : <FigurePlace title="Small or early" problem={zoo} />}
    </div>
  );
}

function Whole({ zoo }: { readonly zoo: MeasuredZoo }) {
  const { dataset, images } = useInputs();
  const [askedImages, setImages] = useShownCount();
  const [askedAxis, setAxis] = useInput('family');
  const families = familiesOf(dataset, zoo.networks);
  const family = chooseFamily(families, [askedImages, images], askedAxis);
  return (
    <PanelFigure
      id="smallOrEarly"
      title={familyFinding(dataset, family)}
      caption={
        <>
          Same places are the same noises. Move the slider from small to wide, or from early to late: when do the
          samples get their layout, when their detail, and do they end as copies? Choose a noise level in the first
          chart to see in the second when the network is nearest to the Gaussian. At small <var>σ</var> the multi-delta
          answers with a training image: is it nearer to the network on held-out images or on training images?{' '}
          {familyAbsence(dataset, zoo.networks)}
        </>
      }
      method={<FamilyMethod measures={zoo.measures} />}
      tables={() => familyTables(family)}
      sources={publishedAll([networkMeasuresPath, zoo.measures])}
    >
      {family ? (
        <>
          <FamilyBar families={families} family={family} onImages={setImages} onAxis={setAxis} />
          <FamilyFigure key={`${dataset} ${family.images} ${family.axis}`} family={family} measures={zoo.measures} />
        </>
      ) : (
        <p className="figure-problem">
          {isPublished(dataset)
            ? 'This figure needs two networks on the same images, of different width or from different times of one training.'
            : networksAbsence(dataset)}
        </p>
      )}
    </PanelFigure>
  );
}

/** Of those at the first N that has any: the one asked for, or the other. */
function chooseFamily(families: readonly Family[], wanted: readonly (number | undefined)[], axis: Axis) {
  const images = wanted.find((count) => families.some((family) => family.images === count)) ?? families[0]?.images;
  const here = families.filter((family) => family.images === images);
  return here.find((family) => family.axis === axis) ?? here[0];
}
