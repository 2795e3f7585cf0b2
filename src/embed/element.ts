/** The element `<hidden-gaussian panel="linearity" images="1024">`: one figure in anybody's page. Small: the figure itself is loaded when it comes near. */
import type { BackendId } from '../engine/protocol';
import { type PanelId, panels } from '../panels/panels';
import { type DecodedInputs, encodeInputs, type InputName, inputNames, type Inputs } from '../state/inputs';
import {
  attributeOf,
  attributesOf,
  changedInputs,
  inputAttributes,
  inputsOf,
  isInitial,
} from '../state/embedding/attributes';
import type * as Mount from './mount';
import { waitingStyles } from './waitingStyles';

export const elementName = 'hidden-gaussian';

/** How near a figure must come before it is loaded. */
const nearPx = 600;
/** Below this many pixels of width, panels stand below each other. */
const narrowPx = 608;
/** Where no other is named: the figure that all else is about. */
const firstPanel: PanelId = 'stepper';

/** What a page may use of the element, besides its attributes and events. */
export interface HiddenGaussian extends HTMLElement {
  panel: PanelId;
  /** All inputs as they are now. Those that are set change, the others stay. */
  inputs: Partial<Inputs>;
  /** The inputs as the query of a link; what is set replaces all of them. */
  query: string;
}

/** Defines the element; a second script, of this version or another, leaves it to the first. @param site  URL of the folder of the site, with its slash */
export function defineElement(site: string): void {
  if (customElements.get(elementName)) return;

  class HiddenGaussianElement extends HTMLElement implements HiddenGaussian {
    static readonly observedAttributes = ['panel', ...inputAttributes.keys()];
    #figure: Mount.MountedFigure | undefined;
    #observer: IntersectionObserver | undefined;
    /** While the element writes its own attributes. */
    #isReflecting = false;
    /** Counts the figures that were asked for, so that one that comes late is not shown. */
    #asked = 0;

    get panel(): PanelId {
      const name = this.getAttribute('panel') ?? firstPanel;
      return isPanel(name) ? name : firstPanel;
    }
    set panel(name: PanelId) {
      this.setAttribute('panel', name);
    }

    get inputs(): Inputs {
      return this.#figure?.inputs() ?? this.#decode().inputs;
    }
    set inputs(patch: Partial<Inputs>) {
      for (const [name, value] of Object.entries(patch))
        if (inputNames.includes(name as InputName)) this.setAttribute(attributeOf(name as InputName), String(value));
    }

    get query(): string {
      return encodeInputs(this.inputs);
    }
    set query(query: string) {
      const values = new Map(attributesOf(query));
      for (const attribute of inputAttributes.keys()) {
        const value = values.get(attribute);
        if (value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      }
    }

    connectedCallback(): void {
      if (this.#figure) return; // moved within the page
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [waitingStyles()];
      this.#wait(shadow);
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (!this.isConnected) this.#leave();
      });
    }

    attributeChangedCallback(attribute: string, before: string | null, after: string | null): void {
      if (this.#isReflecting || before === after || !this.isConnected) return;
      const name = inputAttributes.get(attribute);
      if (name === undefined) {
        this.#leave();
        this.connectedCallback();
        return;
      }
      const { inputs, problems } = this.#decode();
      this.#tellProblems(problems);
      this.#figure?.change({ [name]: inputs[name] }, problems);
    }

    #decode(): DecodedInputs {
      return inputsOf((name) => this.getAttribute(name));
    }

    #wait(shadow: ShadowRoot): void {
      const { panel } = this;
      const { label, rem } = panels[panel];
      const place = make('div', 'waiting');
      place.style.minHeight = `${16 * (this.clientWidth < narrowPx ? rem[1] : rem[0])}px`;
      const picture = make('img');
      picture.src = `${site}pictures/${panel}${isDark(this) ? '-dark' : ''}.webp`;
      picture.alt = `A picture of the figure “${label}”`;
      picture.loading = 'lazy';
      const words = make('p', 'words');
      place.append(picture, words);
      shadow.replaceChildren(place);
      const asked = this.getAttribute('panel');
      if (asked !== null && !isPanel(asked)) {
        const known = Object.keys(panels).join(', ');
        this.#tellProblems([`panel must be one of ${known}, not "${asked.slice(0, 40)}"; ${firstPanel} is shown.`]);
      }
      if (this.getAttribute('run') === 'click') this.#offer(words, 'Run this figure');
      else this.#loadWhenNear(place, words);
    }

    #loadWhenNear(place: HTMLElement, words: HTMLElement): void {
      this.#observer?.disconnect();
      this.#observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          this.#observer?.disconnect();
          void this.#load(words);
        },
        { rootMargin: `${nearPx}px 0px` },
      );
      this.#observer.observe(place);
    }

    #offer(words: HTMLElement, label: string): void {
      const button = make('button', 'run');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => void this.#load(words));
      words.replaceChildren(button);
    }

    async #load(words: HTMLElement): Promise<void> {
      if (this.#figure) return; // another asking was quicker
      const asked = ++this.#asked;
      words.textContent = 'Loading the figure …';
      try {
        const { mountFigure } = await import('./mount');
        if (asked !== this.#asked || !this.isConnected) return;
        this.#show(mountFigure);
      } catch (error) {
        if (asked !== this.#asked) return;
        const message = `The figure did not load. Check the connection (${inWords(error)}).`;
        this.#tell('error', { message });
        this.#offer(words, 'Try again');
        words.prepend(message, ' ');
      }
    }

    #show(mountFigure: typeof Mount.mountFigure): void {
      const { panel, shadowRoot } = this;
      const opening = this.#decode();
      this.#tellProblems(opening.problems);
      const { backend } = opening.inputs;
      this.#figure = mountFigure(shadowRoot!, {
        panel,
        site,
        opening,
        backend: backend === 'auto' ? undefined : (backend satisfies BackendId),
        onInputs: (before, after) => this.#reflect(before, after),
        onStep: (step, sigma) => this.#tell('step', { step, sigma }),
        onError: (message) => this.#tell('error', { message }),
      });
    }

    #reflect(before: Inputs, after: Inputs): void {
      const changed = changedInputs(before, after);
      this.#isReflecting = true;
      for (const name of changed) {
        const attribute = attributeOf(name);
        if (isInitial(after, name)) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(after[name]));
      }
      this.#isReflecting = false;
      this.#tell('inputs-change', { inputs: after, changed });
    }

    #leave(): void {
      this.#asked++;
      this.#observer?.disconnect();
      this.#figure?.unmount();
      this.#figure = undefined;
    }

    #tellProblems(problems: readonly string[]): void {
      for (const message of problems) this.#tell('error', { message });
    }

    #tell(type: 'step' | 'inputs-change' | 'error', detail: object): void {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  for (const name of inputNames) {
    if (name in HTMLElement.prototype) continue; // dataset: HTML has its own
    Object.defineProperty(HiddenGaussianElement.prototype, name, {
      get(this: HiddenGaussianElement) {
        return this.inputs[name];
      },
      set(this: HiddenGaussianElement, value: string | number) {
        this.setAttribute(attributeOf(name), String(value));
      },
    });
  }
  customElements.define(elementName, HiddenGaussianElement);
}

const isPanel = (name: string): name is PanelId => Object.hasOwn(panels, name);

/** Whether the page around the element shows it in dark colours. */
function isDark(element: Element): boolean {
  const schemes = getComputedStyle(element).colorScheme;
  return schemes.includes('dark') && (!schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className?: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== undefined) element.className = className;
  return element;
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
