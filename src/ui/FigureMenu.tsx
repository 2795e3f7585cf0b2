import { type ComponentType, type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { FigureMenuDone } from './FigureMenuDone';
import { Icon } from './icons';
import type { Source } from './source';
import type { TableData } from './tableData';
import type { Done } from './takeaway/actions';
import type { Takeaway } from './takeaway/takeaway';

/** What there is to take away. */
export interface FigureSubject {
  /** Names the figure: it stands in the element with the id figure-<id>. */
  readonly id: string;
  /** The finding, in a sentence. */
  readonly title: string;
  /** The numbers behind the picture, for those who do not see it and those who want them. */
  readonly tables: () => readonly TableData[];
  /** Where these numbers come from. */
  readonly sources: readonly Source[];
  /** A script that computes what is shown anew, where that is a closed form. */
  readonly python?: ((head: Pick<Takeaway, 'title' | 'link'>) => Promise<string>) | undefined;
  /** Loads the dialog that shows how to put this figure into another page. */
  readonly loadEmbed?: (() => Promise<ComponentType<EmbedDialogProps>>) | undefined;
  /** The page as it is now. */
  readonly site: FigureSite;
}

export interface EmbedDialogProps {
  readonly onClose: () => void;
}

export interface FigureSite {
  /** The address that restores what is shown, without a fragment. */
  address(): string;
  /** All that the reader has chosen, by name. */
  inputs(): Readonly<Record<string, string | number>>;
}

export interface FigureMenuProps extends FigureSubject {
  readonly figure: RefObject<HTMLElement | null>;
}

const loadActions = () => import('./takeaway/actions');
type Actions = Awaited<ReturnType<typeof loadActions>>;

interface Item {
  readonly label: string;
  readonly act: (actions: Actions, figure: HTMLElement) => Done | undefined | Promise<Done | undefined>;
}

/** What a reader can take away of a figure. */
export function FigureMenu({ figure, id, title, tables, sources, python, loadEmbed, site }: FigureMenuProps) {
  const menuId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [items, setItems] = useState<readonly Item[]>([]);
  const [done, setDone] = useState<Done>();
  const [Embed, setEmbed] = useState<ComponentType<EmbedDialogProps>>();
  const open = () => {
    const link = `${site.address()}#figure-${id}`;
    const taken = new Date().toISOString();
    const takeaway = { id, title, link, inputs: site.inputs(), sources, tables: tables(), taken };
    setItems([...itemsOf(takeaway, python), ...(loadEmbed ? [{ label: 'Embed this figure', act: embed }] : [])]);
    setDone(undefined);
    void loadActions().catch(() => undefined); // told when it is asked for
    placeBelow(button.current, menu.current);
  };
  const embed = async () => {
    const loaded = await loadEmbed!();
    setEmbed(() => loaded);
    return undefined;
  };
  const choose = async (item: Item) => {
    menu.current?.hidePopover();
    setDone({ words: 'Working on it.' });
    try {
      setDone(await item.act(await loadActions(), figure.current!));
    } catch (error) {
      setDone({ words: `It did not work. ${error instanceof Error ? error.message : String(error)}` });
    }
  };
  return (
    <div className="figure-menu">
      <button
        ref={button}
        type="button"
        className="button button-icon"
        aria-label="Take it away"
        title="Take it away: link, picture, data"
        aria-haspopup="menu"
        aria-expanded={items.length > 0}
        popoverTarget={menuId}
      >
        <Icon name="take" />
      </button>
      <div
        ref={menu}
        id={menuId}
        popover="auto"
        role="menu"
        aria-label="Take it away"
        className="menu"
        onBeforeToggle={(event) => {
          if (event.newState === 'open') open();
        }}
        onToggle={(event) => {
          if (event.newState === 'closed') setItems([]);
          else menu.current?.querySelector('button')?.focus();
        }}
        onKeyDown={moveFocus}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className="menu-item"
            onClick={() => void choose(item)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <FigureMenuDone done={done} onClose={() => setDone(undefined)} />
      {Embed && <Embed onClose={() => setEmbed(undefined)} />}
    </div>
  );
}

function itemsOf(takeaway: Takeaway, python: FigureMenuProps['python']): Item[] {
  const { tables } = takeaway;
  return [
    { label: 'Copy link to this figure', act: ({ copyLink }) => copyLink(takeaway) },
    { label: 'Save as PNG', act: ({ savePng }, figure) => savePng(figure, takeaway) },
    { label: 'Save as SVG', act: ({ saveSvg }, figure) => saveSvg(figure, takeaway) },
    ...tables.map((table) => ({
      label: tables.length > 1 ? `Data as CSV: ${table.name.replaceAll('-', ' ')}` : 'Data as CSV',
      act: ({ saveCsv }: Actions) => saveCsv(takeaway, table),
    })),
    { label: 'Data as JSON', act: ({ saveJson }) => saveJson(takeaway) },
    ...(python ? [{ label: 'Copy as Python', act: ({ copyPython }: Actions) => copyPython(python(takeaway)) }] : []),
  ];
}

/** Below the button, right edges flush (the style sheet moves it by its width), on the page. */
function placeBelow(button: HTMLElement | null, menu: HTMLElement | null): void {
  if (!button || !menu) return;
  const { bottom, right } = button.getBoundingClientRect();
  menu.style.top = `${bottom + scrollY + 4}px`;
  menu.style.left = `${right + scrollX}px`;
}

/** Arrow keys go round, Home and End to the ends, Tab leaves. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  const next = places[event.key];
  event.stopPropagation(); // the figure has keys of its own
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
