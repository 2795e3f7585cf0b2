import { isOwnId } from '../data/catalog';
import { encodeInputs } from '../state/inputs';
import { Figure, type FigureProps } from '../ui/Figure';
import type { EmbedDialogProps } from '../ui/FigureMenu';
import { useInputs, useSession } from './session';

/** A figure that shares the inputs of the page. */
export function PanelFigure(props: Omit<FigureProps, 'site' | 'loadEmbed'>) {
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
  const loadEmbed = async () => {
    const { EmbedDialog } = await import('./EmbedDialog');
    return (dialog: EmbedDialogProps) => <EmbedDialog panel={props.id} label={props.title} {...dialog} />;
  };
  return <Figure {...props} python={isOwn ? undefined : props.python} loadEmbed={loadEmbed} site={site} />;
}
