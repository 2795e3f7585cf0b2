import { Fragment, type ReactNode, use, useId, useRef } from 'react';
import { Disclosure } from './Disclosure';
import { FigureMenu, type FigureSubject } from './FigureMenu';
import { IconButton } from './IconButton';
import { InPieces } from './InPieces';
import { PinContext } from './pin';
import { ValueTable } from './ValueTable';

export interface FigureProps extends FigureSubject {
  /** What to try. */
  readonly caption: ReactNode;
  /** How this was computed. */
  readonly method: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every figure. */
export function Figure({
  id,
  title,
  caption,
  method,
  tables,
  sources,
  python,
  loadEmbed,
  site,
  children,
}: FigureProps) {
  const titleId = useId();
  const ref = useRef<HTMLElement>(null);
  const pin = use(PinContext);
  return (
    <figure ref={ref} className="figure" aria-labelledby={titleId}>
      <header className="figure-head">
        <h3 id={titleId} className="figure-title">
          {title}
        </h3>
        {pin && (
          <span className="figure-pin">
            <IconButton
              icon={pin.isPinned ? 'close' : 'pin'}
              label={pin.isPinned ? 'Unpin this figure' : 'Pin this figure: keep it in view'}
              onPress={() => pin.toggle()}
            />
          </span>
        )}
        <FigureMenu figure={ref} {...{ id, title, tables, sources, python, loadEmbed, site }} />
      </header>
      <InPieces>
        {children}
        <Fragment key="words">
          <figcaption className="figure-caption">{caption}</figcaption>
          <div className="figure-notes">
            <Disclosure summary="How this was computed">{() => method}</Disclosure>
            <Disclosure summary="The numbers as a table">
              {() => (
                <InPieces areLarge>
                  {tables().map((table) => (
                    <ValueTable key={table.name} table={table} />
                  ))}
                </InPieces>
              )}
            </Disclosure>
          </div>
        </Fragment>
      </InPieces>
    </figure>
  );
}
