/** The living parts of the page. The article is written into the page when it is built; each island fills its place there. */
import type { ComponentType } from 'react';
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
}

/** Finds the places of islands and clears what stood in for them. */
export function findPlaces(root: ParentNode): Place[] {
  return [...root.querySelectorAll<HTMLElement>('[data-island]')].map((element) => {
    const { island = '', props = '{}' } = element.dataset;
    if (!Object.hasOwn(islands, island)) throw new Error(`findPlaces: no island is called ${island}`);
    element.replaceChildren();
    return {
      element,
      Island: islands[island as IslandId] as unknown as Place['Island'],
      props: { ...(JSON.parse(props) as Record<string, unknown>), place: element },
    };
  });
}

export function Islands({ places }: { readonly places: readonly Place[] }) {
  return places.map(({ element, Island, props }, i) => createPortal(<Island {...props} />, element, String(i)));
}
