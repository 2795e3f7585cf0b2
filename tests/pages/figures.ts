/** Figures load when the reader comes near: their places are there from the beginning. */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { PanelId } from '../../src/panels/panels';

export const figurePlace = (page: Page, panel: PanelId): Locator => page.locator(`#figure-${panel}`);

/** The inputs that all figures share. */
export const lab = (page: Page): Locator => page.locator('.lab-place').getByRole('region', { name: 'What to compute' });

/** Scrolls to a figure and waits until its title is there; scrolls again when figures above it have grown meanwhile. */
export async function openFigure(page: Page, panel: PanelId): Promise<Locator> {
  const place = figurePlace(page, panel);
  await expect(async () => {
    await place.scrollIntoViewIfNeeded();
    await expect(place.locator('.figure-title')).toBeVisible({ timeout: 2000 });
    await expect(place.locator('.figure-waiting')).toHaveCount(0);
    await expect(place.locator('.figure:has(.figure-head):not(:has(.figure-notes))')).toHaveCount(0); // its last piece
  }).toPass();
  return place;
}

/** Keeps the lab bar where it stands, so that it lies over no picture of a figure. */
export const still = '.page > .lab-place { position: static !important; } .lab-button { display: none !important; }';

/** Takes all else from the page, so that the picture of a figure does not hang on what is above it and may still be loading. */
export async function alone(page: Page, panel: PanelId): Promise<Locator> {
  const place = `#figure-${panel}`;
  await page.addStyleTag({ content: `body :not(:has(${place}), ${place}, ${place} *) { display: none !important; }` });
  return page.locator(place);
}
