/** Whether all figures are wanted, near or not. */
import { createStore } from 'zustand/vanilla';

export const allPanels = createStore<{ readonly areWanted: boolean }>(() => ({ areWanted: false }));

export const wantAllPanels = () => allPanels.setState({ areWanted: true });

/** The places of all figures of the article. */
export const panelPlaces = (): Element[] => [...document.querySelectorAll('[data-island="panel"]')];
