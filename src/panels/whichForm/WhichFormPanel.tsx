import { localMeasuresPath, type LocalMeasures } from '../../state/localMeasures';
import type { MeasuredZoo } from '../../state/results';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { useInputs, useSession } from '../session';
import { publishedAll } from '../sources';
import { useLoaded } from '../useLoaded';
import { networksAbsence } from '../words';
import { chooseForms, formChoices, formFinding } from './compute';
import { formTables } from './tables';
import { WhichFormFigure } from './WhichFormFigure';
import { WhichFormMethod } from './WhichFormMethod';

/** Which of the simple denoisers predicts what a network does, and what it draws. */
export function WhichFormPanel() {
  const { results } = useSession();
  const loaded = useLoaded('which form', () => Promise.all([results.zoo(), results.local()]));
  const [zoo, measures] = loaded.value ?? [];
  return (
    <div className="figure-place is-tall">
      {zoo && measures ? (
        <Whole zoo={zoo} measures={measures} />
      ) : (
        <FigurePlace title="Which closed form predicts this network?" problem={loaded} />
      )}
    </div>
  );
}

function Whole({ zoo, measures }: { readonly zoo: MeasuredZoo; readonly measures: LocalMeasures }) {
  const { dataset, images, member, formsOver, centring } = useInputs();
  const choices = formChoices(dataset, zoo.networks, measures);
  const forms = chooseForms(choices, formsOver, images);
  const asked = forms?.over === 'images' ? images : member;
  const chosen =
    forms && (forms.rows.find(({ place }) => place === asked) ?? forms.rows.at(forms.over === 'images' ? 0 : -1)!);
  return (
    <PanelFigure
      id="whichForm"
      title={forms && chosen ? formFinding(forms, chosen, centring) : 'Which closed form predicts this network?'}
      caption={
        <>
          Each cell shows whose answers are nearest to the network’s. Point at one for the numbers, press it for the
          pictures. Go down a column: where does remembering end? Then see the last column, which is about finished
          samples: a denoiser may win at most noise levels and still draw something else, because early steps decide.
          Kamb and Ganguli find medians of r<sup>2</sup> of .95 on CIFAR-10, .94 on Fashion-MNIST, .94 on MNIST and .96
          on CelebA, for networks of convolutions only. Ours have a layer that sees the whole image, and learn from few
          images for long; theirs learn from whole sets.
        </>
      }
      method={<WhichFormMethod measures={measures} />}
      tables={() => formTables(dataset, zoo.networks, measures)}
      sources={publishedAll([localMeasuresPath, measures])}
    >
      {forms && chosen ? (
        <WhichFormFigure {...{ choices, forms, chosen, measures }} />
      ) : (
        <p className="figure-problem">{networksAbsence(dataset)}</p>
      )}
    </PanelFigure>
  );
}
