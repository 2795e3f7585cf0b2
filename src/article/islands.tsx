/** The living parts of the page. The article is written into the page when it is built; each island fills its place there. */
import { type ComponentType, Fragment, useLayoutEffect } from 'react';
import { createPortal } from 'react-dom';
import { EngineLine } from './islands/EngineLine';
import { ManyNoises } from './islands/ManyNoises';
import { PanelIsland } from './islands/PanelIsland';
import { Prediction } from './islands/Prediction';
import { Problems } from '../panels/Problems';
import { LabBar } from './islands/LabBar';
import { CopyBibtex } from './islands/CopyBibtex';
import { PrintAll } from './islands/PrintAll';
import { YourPath } from './islands/YourPath';
import { InPieces } from '../ui/InPieces';

/** The registry of islands, by the name that the article calls them. Their props are JSON in the page. */
const islands = {
  panel: PanelIsland,
  prediction: Prediction,
  lab: LabBar,
  problems: Problems,
  engine: EngineLine,
  manyNoises: ManyNoises,
  bibtex: CopyBibtex,
  path: YourPath,
  print: PrintAll,
} as const;

export type IslandId = keyof typeof islands;

interface Place {
  readonly element: HTMLElement;
  readonly Island: ComponentType<Record<string, unknown>>;
  readonly props: Record<string, unknown>;
  /** What stands there until the island comes. */
  readonly standIns: readonly Element[];
}

/** Finds the places of islands. */
export function findPlaces(root: ParentNode): Place[] {
  return [...root.querySelectorAll<HTMLElement>('[data-island]')].map((element) => {
    const { island = '', props = '{}' } = element.dataset;
    if (!Object.hasOwn(islands, island)) throw new Error(`findPlaces: no island is called ${island}`);
    return {
      element,
      standIns: [...element.children],
      Island: islands[island as IslandId] as unknown as Place['Island'],
      props: {
        ...(JSON.parse(props) as Record<string, unknown>),
        place: element,
        widthPx: element.clientWidth,
        windowPx: window.innerWidth,
      },
    };
  });
}

/** How many come to life in each piece after the first two: the inputs with what is wrong with them, and the first figure. */
const piece = 6;

/** Fills the places piece by piece, so that no piece keeps the page from answering. */
export function Islands({ places }: { readonly places: readonly Place[] }) {
  const starts = [0, 2];
  for (let i = 3; i < places.length; i += piece) starts.push(i);
  return (
    <InPieces>
      {starts.map((start, k) => (
        <Fragment key={start}>
          {places
            .slice(start, starts[k + 1])
            .map((place, i) => createPortal(<Filled {...place} />, place.element, String(i)))}
        </Fragment>
      ))}
    </InPieces>
  );
}

/** An island in the place of what stood in for it. */
function Filled({ Island, props, standIns }: Place) {
  useLayoutEffect(() => {
    for (const standIn of standIns) standIn.remove();
  }, [standIns]);
  return <Island {...props} />;
}
