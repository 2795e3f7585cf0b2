import { encodeInputs } from '../state/inputs';
import { Figure, type FigureProps } from '../ui/Figure';
import { useSession } from './session';

/** A figure that shares the inputs of the page. */
export function PanelFigure(props: Omit<FigureProps, 'site'>) {
  const { inputs } = useSession();
  const site = {
    address: () => {
      const url = new URL(location.href);
      url.search = encodeInputs(inputs.getState());
      url.hash = '';
      return url.href;
    },
    inputs: () => inputs.getState(),
  };
  return <Figure {...props} site={site} />;
}
