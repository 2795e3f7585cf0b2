/**
 * Words and symbols of the glossary: pointing at one, or reaching it by keyboard, opens a card with its meaning and marks the parts of the figures that it
 * names (`data-part`). The card can be pointed at, and Escape closes it (WCAG 1.4.13).
 */

const cardId = 'term-card';
const closeDelayMs = 150;

export function nameParts(document: Document): void {
  let shown: HTMLElement | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;
  const card = document.createElement('div');
  card.id = cardId;
  card.className = 'term-card';
  card.role = 'tooltip';
  card.hidden = true;
  document.body.append(card);

  const mark = (term: string | undefined) => {
    for (const part of document.querySelectorAll('[data-named]')) part.removeAttribute('data-named');
    if (term === undefined) return;
    for (const part of document.querySelectorAll(`[data-part~="${term}"]`)) part.setAttribute('data-named', '');
  };

  const hide = () => {
    clearTimeout(closing);
    shown?.removeAttribute('aria-describedby');
    shown = undefined;
    card.hidden = true;
    mark(undefined);
  };

  const show = (anchor: HTMLElement, term: string) => {
    clearTimeout(closing);
    mark(term);
    const entry = document.getElementById(`glossary-${term}`);
    if (!entry || shown === anchor) return;
    shown = anchor;
    card.replaceChildren(...[...entry.children].map((child) => child.cloneNode(true)));
    card.hidden = false;
    if (anchor.matches('a')) anchor.setAttribute('aria-describedby', cardId);
    void place(anchor, card);
  };

  const termAt = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-term]') : null;

  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return;
    const anchor = termAt(target);
    if (anchor) show(anchor, anchor.dataset['term']!);
    else if (card.contains(target as Node)) clearTimeout(closing);
    else if (shown) {
      clearTimeout(closing);
      closing = setTimeout(hide, closeDelayMs);
    }
  });
  document.addEventListener('focusin', ({ target }) => {
    const anchor = termAt(target);
    if (anchor) show(anchor, anchor.dataset['term']!);
    else hide();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
  // a finger cannot hover: the first tap opens the card, the second follows the link
  let wasShown: HTMLElement | undefined;
  document.addEventListener('pointerdown', ({ target }) => {
    wasShown = shown && shown === termAt(target) ? shown : undefined;
    if (shown && !termAt(target) && !card.contains(target as Node)) hide();
  });
  document.addEventListener('click', (event) => {
    const anchor = termAt(event.target);
    if (!anchor || event.pointerType !== 'touch' || wasShown === anchor) return;
    event.preventDefault();
    show(anchor, anchor.dataset['term']!);
  });
}

async function place(anchor: HTMLElement, card: HTMLElement): Promise<void> {
  const { computePosition, flip, offset, shift } = await import('@floating-ui/dom');
  const { x, y } = await computePosition(anchor, card, {
    placement: 'top',
    middleware: [offset(6), flip(), shift({ padding: 8 })],
  });
  Object.assign(card.style, { left: `${x}px`, top: `${y}px` });
}
