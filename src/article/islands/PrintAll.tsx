import { useState } from 'react';
import { panelPlaces, wantAllPanels } from '../allPanels';

/** How long figures may take to come, and how long they rest before they are as they stay. */
const mostMs = 60_000;
const lookMs = 500;
const settleMs = 2000;

/** Figures load when the reader comes near; for paper they are all brought in first. */
export function PrintAll() {
  const [words, setWords] = useState('');
  const print = async () => {
    wantAllPanels();
    const places = panelPlaces();
    for (let waited = 0; waited < mostMs; waited += lookMs) {
      const ready = places.filter(isReady).length;
      setWords(`Loading the figures: ${ready} of ${places.length}.`);
      if (ready === places.length) break;
      await rest(lookMs);
    }
    await rest(settleMs);
    const missing = places.filter((place) => !isReady(place)).length;
    setWords(missing === 0 ? '' : `${missing} of ${places.length} figures did not come; the others are printed.`);
    window.print();
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void print()}>
        Load all figures and print
      </button>
      <span role="status"> {words}</span>
    </>
  );
}

const isReady = (place: Element) =>
  place.querySelector('.figure-title') !== null &&
  place.querySelector('[aria-busy="true"], .figure:has(.figure-head):not(:has(.figure-notes))') === null; // the words come last

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
