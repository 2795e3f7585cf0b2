/** Puts a figure into the shadow tree of its element. Loaded when the element comes near. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { BackendId } from '../engine/protocol';
import { type PanelEntry, panels, type PanelId } from '../panels/panels';
import { SessionContext } from '../panels/session';
import type { DecodedInputs, Inputs } from '../state/inputs';
import { noiseLevelOf } from '../state/noiseLevel';
import { EmbeddedFigure } from './EmbeddedFigure';
import { siteAt, watchView } from './house';
import { figureStyles } from './styles';

export interface MountOptions {
  readonly panel: PanelId;
  /** URL of the folder of the site, with its slash. */
  readonly site: string;
  readonly opening: DecodedInputs;
  readonly backend: BackendId | undefined;
  readonly onInputs: (before: Inputs, after: Inputs) => void;
  /** The step that is shown, and its noise level: 0 at the last. */
  readonly onStep: (step: number, sigma: number) => void;
  readonly onError: (message: string) => void;
}

export interface MountedFigure {
  inputs(): Inputs;
  /** Changes inputs; tells in the figure what was wrong with them. */
  change(patch: Partial<Inputs>, problems: readonly string[]): void;
  unmount(): void;
}

export function mountFigure(shadow: ShadowRoot, options: MountOptions): MountedFigure {
  const { panel, site, opening, backend, onInputs, onStep, onError } = options;
  const { asks }: PanelEntry = panels[panel];
  const session = siteAt(site, backend).site.openSession(opening);
  const place = document.createElement('div');
  place.className = 'embedded';
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, figureStyles()];
  shadow.replaceChildren(place);
  const root = createRoot(place, { onUncaughtError: (error) => onError(String(error)) });
  root.render(
    <StrictMode>
      <SessionContext value={session}>
        <EmbeddedFigure panel={panel} />
      </SessionContext>
    </StrictMode>,
  );
  if (asks === 'run') session.run.start();
  else session.run.open();
  const stops = [
    watchView(place, session, site),
    session.inputs.subscribe((after, before) => {
      onInputs(before, after);
      if (after.step !== before.step)
        onStep(after.step, after.step === after.steps ? 0 : noiseLevelOf({ ...after, sigma: 0 }));
    }),
    session.run.store.subscribe(({ message }, before) => {
      if (message !== undefined && message !== before.message) onError(message);
    }),
  ];
  return {
    inputs: () => session.inputs.getState(),
    change(patch, problems) {
      session.problems.setState(problems, true);
      session.change(patch);
    },
    unmount() {
      for (const stop of stops) stop();
      session.run.stop();
      root.unmount();
      shadow.replaceChildren();
    },
  };
}
