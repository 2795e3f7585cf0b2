import type { KeyboardEvent, ReactNode } from 'react';
import { denoiserCatalog, candidateIds } from '../../denoisers/catalog';
import { formatSigma } from '../../draw/sigmaAxis';
import { isClear } from '../../state/localMeasures';
import type { Centring } from '../../state/similarity';
import { formatCount } from '../words';
import { cellWords, type FormRow, type FormRows, rowWords, sampleCellWords } from './compute';
import { FormMark } from './FormMark';

/** Of a network, its answers at a noise level, or its samples. */
export interface Cell {
  readonly row: FormRow;
  readonly level: number | 'samples';
}

export interface WinnerGridProps {
  readonly forms: FormRows;
  readonly sigmas: readonly number[];
  readonly centring: Centring;
  readonly chosen: Cell;
  readonly onShow: (cell: Cell | undefined) => void;
  readonly onChoose: (cell: Cell) => void;
  /** Below the grid. */
  readonly children: ReactNode;
}

const heads = { images: 'N', width: 'width', time: 'seen' };

/** ".47": for narrow columns. */
const briefly = (sigma: number) => String(Number(sigma.toPrecision(2))).replace(/^0/, '');

/** Networks down, noise levels across: who is nearest to the network's answers; and, at the end of each line, to its samples. */
export function WinnerGrid({ forms, sigmas, centring, chosen, onShow, onChoose, children }: WinnerGridProps) {
  const { over, rows } = forms;
  const levels = [...sigmas.keys(), 'samples' as const];
  return (
    <div className="form-grid">
      <table onKeyDown={moveFocus} onPointerLeave={() => onShow(undefined)} onBlur={() => onShow(undefined)}>
        <caption>Nearest to the network’s answers at each noise level, and to its samples</caption>
        <thead>
          <tr>
            <th scope="col">{over === 'images' ? <var>N</var> : heads[over]}</th>
            {sigmas.map((sigma) => (
              <th key={sigma} scope="col">
                <span className="visually-hidden">σ = </span>
                {briefly(sigma)}
              </th>
            ))}
            <th scope="col" className="form-samples">
              <span className="form-narrow">
                r<sup>2</sup>
              </span>
              <span className="form-wide">samples</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.network.id}>
              <th scope="row">{formatCount(row.place)}</th>
              {levels.map((level) => {
                const isChosen = row === chosen.row && level === chosen.level;
                const isSamples = level === 'samples';
                const winner = isSamples ? row.measure.mostAlike[centring] : row.measure.nearest[level]!;
                const isAhead = isClear(winner);
                const words = isSamples ? sampleCellWords(row, centring) : cellWords(row, level);
                const where = isSamples ? 'samples' : `σ = ${formatSigma(sigmas[level]!)}`;
                const cell = { row, level };
                return (
                  <td key={level} className={isSamples ? 'form-samples' : undefined}>
                    <button
                      type="button"
                      className={isAhead ? 'form-cell' : 'form-cell is-open'}
                      style={{ color: denoiserCatalog[winner.id].color }}
                      tabIndex={isChosen ? 0 : -1}
                      aria-pressed={isChosen}
                      aria-label={`${rowWords(over, row.place)}, ${where}: ${words}`}
                      onPointerEnter={() => onShow(cell)}
                      onFocus={() => onShow(cell)}
                      onClick={() => onChoose(cell)}
                    >
                      <FormMark id={winner.id} isClear={isAhead} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="form-axis">
        <span>noise</span>
        <span>
          <var>σ</var>, noise level
        </span>
        <span>clean</span>
      </p>
      <ul className="form-key">
        {candidateIds.map((id) => (
          <li key={id}>
            <FormMark id={id} /> {denoiserCatalog[id].label}
          </li>
        ))}
        <li>
          <FormMark id="local" isClear={false} /> hollow: not clearly ahead
        </li>
      </ul>
      {children}
    </div>
  );
}

/** Arrow keys go from cell to cell, Home and End to the ends of a line. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const lines = [...event.currentTarget.tBodies[0]!.rows].map((line) => [...line.querySelectorAll('button')]);
  const line = lines.findIndex((buttons) => buttons.includes(event.target as HTMLButtonElement));
  const column = lines[line]?.indexOf(event.target as HTMLButtonElement) ?? -1;
  const places: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [line, column - 1],
    ArrowRight: [line, column + 1],
    ArrowUp: [line - 1, column],
    ArrowDown: [line + 1, column],
    Home: [line, 0],
    End: [line, (lines[line]?.length ?? 0) - 1],
  };
  const [nextLine, nextColumn] = places[event.key] ?? [-1, -1];
  const next = lines[nextLine]?.[nextColumn];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
