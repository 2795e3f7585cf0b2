/** Figures as React components: each is the element of an embedded figure, whose program, weights and data come from a copy of the site. */
import { createElement, useEffect, useRef, type FunctionComponent } from 'react';
import { attributeOf } from '../state/embedding/attributes';
import type { InputName, Inputs } from '../state/inputs';

/** What a figure is told: the inputs that differ from the usual ones, where its site is, and what is to be called. */
export interface FigureProps extends Partial<Inputs> {
  /** Address of a copy of the site (what `npm run build` makes), absolute or beside the page, on any host that lets others read it. */
  readonly site: string;
  /** 'click': computes only after a click. */
  readonly run?: 'click';
  /** Colours, where they are not those of the page. */
  readonly theme?: 'light' | 'dark';
  readonly className?: string;
  /** The step that is shown, and its noise level: 0 at the last. */
  readonly onStep?: (detail: { readonly step: number; readonly sigma: number }) => void;
  /** All inputs after a change, and the names of those that changed. */
  readonly onInputsChange?: (detail: { readonly inputs: Inputs; readonly changed: readonly (keyof Inputs)[] }) => void;
  /** In words for the reader; also when the site's script did not load. */
  readonly onError?: (detail: { readonly message: string }) => void;
}

const events = { step: 'onStep', 'inputs-change': 'onInputsChange', error: 'onError' } as const;

/** @param panel  its name in the registry of panels */
export function makeFigure(panel: string): FunctionComponent<FigureProps> {
  return function Figure(props: FigureProps) {
    const element = useRef<HTMLElement>(null);
    const latest = useRef(props);
    const { site } = props;
    useEffect(() => {
      latest.current = props;
    });
    useEffect(() => {
      const address = new URL('embed.js', new URL(site.endsWith('/') ? site : `${site}/`, document.baseURI)).href;
      import(/* @vite-ignore */ /* webpackIgnore: true */ address).catch((error: unknown) => {
        const message = `The script of the figure did not load from ${address} (${String(error)}).`;
        latest.current.onError?.({ message });
      });
    }, [site]);
    useEffect(() => {
      const target = element.current!;
      const stops = Object.entries(events).map(([type, name]) => {
        const tell = (event: Event) => latest.current[name]?.((event as CustomEvent<never>).detail);
        target.addEventListener(type, tell);
        return () => target.removeEventListener(type, tell);
      });
      return () => stops.forEach((stop) => stop());
    }, []);
    return createElement('hidden-gaussian', { ref: element, panel, ...attributesOf(props) });
  };
}

/** As the element wants them: names with hyphens, values as text. */
function attributesOf({ site: _site, className, onStep: _s, onInputsChange: _i, onError: _e, ...others }: FigureProps) {
  const attributes = Object.entries<string | number | undefined>(others).flatMap(([name, value]) =>
    value === undefined ? [] : [[attributeOf(name as InputName), String(value)]],
  );
  return { ...Object.fromEntries(attributes), ...(className !== undefined && { class: className }) } as object;
}
