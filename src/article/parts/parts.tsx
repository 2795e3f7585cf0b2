/** What chapters are written with. They become plain HTML when the page is built; islands mark the places that come to life. */
import type { CSSProperties, ReactNode } from 'react';
import { panels, type PanelId } from '../../panels/panels';
import { answers } from '../answers';
import { findTerm, type TermId } from '../glossary';
import type { IslandId } from '../islands';
import type { PredictionProps } from '../islands/Prediction';
import { findReference, type ReferenceId } from '../references';

interface IslandProps {
  readonly island: IslandId;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly className: string;
  readonly id?: string;
  readonly style?: CSSProperties;
  /** What stands here before the island comes, and where nothing runs. */
  readonly children?: ReactNode;
}

export function Island({ island, props, children, ...rest }: IslandProps) {
  return (
    <div data-island={island} {...(props && { 'data-props': JSON.stringify(props) })} {...rest}>
      {children}
    </div>
  );
}

/** A figure; with `answers`, it waits for that prediction. */
export function Panel({ name, answers }: { readonly name: PanelId; readonly answers?: PredictionProps['id'] }) {
  const { label, rem } = panels[name];
  return (
    <Island
      island="panel"
      props={{ name, ...(answers && { answers }) }}
      className="panel-place"
      id={`figure-${name}`}
      style={{ '--wide': `${rem[0]}rem`, '--narrow': `${rem[1]}rem` } as CSSProperties}
    >
      <p className="panel-label">{label}</p>
    </Island>
  );
}

/** What the reader expects, before the figure shows it. */
export function Predict(props: PredictionProps) {
  return (
    <Island island="prediction" props={{ ...props }} className="prediction-place" id={`prediction-${props.id}`}>
      <div className="prediction">
        <p>
          <span className="prediction-head">Before you look</span> {props.ask}
        </p>
        <ul>
          {props.options.map((option) => (
            <li key={option}>{option}</li>
          ))}
        </ul>
      </div>
    </Island>
  );
}

/** One thing to try in the figure. */
export function Try({ children }: { readonly children: ReactNode }) {
  return (
    <div className="try" role="note">
      <p className="aside-head">Try</p>
      {children}
    </div>
  );
}

/** The line to take away from a chapter. */
export function Remember({ children }: { readonly children: ReactNode }) {
  return <div className="remember">{children}</div>;
}

/** An aside: in the margin where there is room. */
export function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className="note" role="note">
      {children}
    </div>
  );
}

/** A word or a symbol of the glossary: its card opens on hover and focus, and what it names in the figures is marked. */
export function Term({ of, children }: { readonly of: TermId; readonly children: ReactNode }) {
  findTerm(of);
  return (
    <a className="term" href={`#glossary-${of}`} data-term={of}>
      {children}
    </a>
  );
}

/** "Karras et al. 2022", linked to the list of references. */
export function Cite({ id, children }: { readonly id: ReferenceId; readonly children?: ReactNode }) {
  const { short } = findReference(id);
  return (
    <a className="cite" href={`#reference-${id}`}>
      {children ?? short}
    </a>
  );
}

/** Points to a figure that shows a claim. */
export function See({ figure, children }: { readonly figure: PanelId; readonly children: ReactNode }) {
  return (
    <a className="see" href={`#figure-${figure}`}>
      {children}
    </a>
  );
}

/** What was counted over many noises, live. */
export function ManyNoises() {
  return <Island island="manyNoises" className="many-noises" />;
}

/** What the reader has predicted so far. */
export function YourPath() {
  return <Island island="path" className="path-place" props={{ ids: Object.keys(answers) }} />;
}
