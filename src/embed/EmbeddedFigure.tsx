import { LabPanel } from '../panels/lab/LabPanel';
import { FigureProblem } from '../panels/FigureProblem';
import { loadProgram } from '../panels/loadProgram';
import { type PanelEntry, panels, type PanelId } from '../panels/panels';
import { Problems } from '../panels/Problems';
import { useInputs, useSession } from '../panels/session';
import { useLoaded } from '../panels/useLoaded';
import { encodeInputs } from '../state/inputs';
import { Boundary } from '../ui/Boundary';
import { Disclosure } from '../ui/Disclosure';
import './embedded.css';

/** One figure with the inputs that it asks for, and the way to the page it comes from. */
export function EmbeddedFigure({ panel }: { readonly panel: PanelId }) {
  const { label, rem, asks, load }: PanelEntry = panels[panel];
  const loaded = useLoaded(panel, () => loadProgram(load));
  const Panel = loaded.value;
  const { pageUrl } = useSession();
  const query = encodeInputs(useInputs());
  return (
    <Boundary label={label}>
      <Problems />
      {asks === 'run' && <LabPanel />}
      <div className="panel-body">
        {Panel ? <Panel /> : <div className="panel-label" style={{ minHeight: `${16 * rem[0]}px` }} />}
        <FigureProblem {...loaded} />
      </div>
      <footer className="embedded-foot">
        {asks === 'images' && <Disclosure summary="Images, network, noise">{() => <LabPanel />}</Disclosure>}
        <a href={`${pageUrl}${query && `?${query}`}#figure-${panel}`} target="_blank" rel="noopener">
          The Hidden Gaussian: why do diffusion models generalise?
        </a>
      </footer>
    </Boundary>
  );
}
