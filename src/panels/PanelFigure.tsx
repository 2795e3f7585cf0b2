import { isOwnId } from '../data/catalog';
import { encodeInputs } from '../state/inputs';
import { Figure, type FigureProps } from '../ui/Figure';
import { useInputs, useSession } from './session';

/** A figure that shares the inputs of the page. */
export function PanelFigure(props: Omit<FigureProps, 'site'>) {
  const { inputs, pageUrl } = useSession();
  const { dataset, spectrum } = useInputs();
  const isOwn = isOwnId(dataset) || isOwnId(spectrum); // the scripts read the images of the page
  const site = {
    address: () => {
      const url = new URL(pageUrl);
      url.search = encodeInputs(inputs.getState());
      return url.href;
    },
    inputs: () => inputs.getState(),
  };
  return <Figure {...props} python={isOwn ? undefined : props.python} site={site} />;
}
