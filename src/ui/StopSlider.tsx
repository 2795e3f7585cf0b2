import { type CSSProperties, type ReactNode, useId } from 'react';

export interface Stop {
  readonly value: number;
  readonly label: string;
  /** A stop of note: its mark is solid, and it has its label where there is room. */
  readonly isMarked: boolean;
}

export interface StopSliderProps {
  readonly label: ReactNode;
  /** In order; the slider rests on these only. */
  readonly stops: readonly Stop[];
  readonly value: number;
  readonly words: string;
  /** What the ends mean. */
  readonly ends: readonly [string, string];
  /** A value worth a line between the stops, at a share of the way. */
  readonly landmark?: { readonly share: number; readonly label: string } | undefined;
  /** The symbol of the glossary that it sets. */
  readonly part?: string;
  readonly onChange: (value: number) => void;
}

const at = (share: number) => ({ '--share': share }) as CSSProperties;

/** A slider over marked stops, evenly spaced. */
export function StopSlider({ label, stops, value, words, ends, landmark, part, onChange }: StopSliderProps) {
  const id = useId();
  const index = stops.findIndex((stop) => stop.value === value);
  const spoken = spokenStops(stops);
  return (
    <div className="field stop-slider" data-part={part}>
      <label htmlFor={id} className="field-label">
        {label} <output className="field-value">{words}</output>
      </label>
      <div className="stop-track">
        <input
          id={id}
          type="range"
          min={0}
          max={stops.length - 1}
          value={index}
          aria-valuetext={words}
          onChange={(event) => onChange(stops[event.target.valueAsNumber]?.value ?? value)}
        />
        <div className="stop-marks" aria-hidden="true">
          {stops.map((stop, i) => (
            <span
              key={stop.value}
              className={stop.isMarked ? 'stop is-marked' : 'stop'}
              style={at(i / (stops.length - 1))}
            >
              {spoken.has(i) && (
                <span className={isNearEnd(i, stops.length - 1) ? 'stop-label is-near-end' : 'stop-label'}>
                  {i === stops.length - 1 && <i>{ends[1]} </i>}
                  {stop.label}
                  {i === 0 && <i> {ends[0]}</i>}
                </span>
              )}
            </span>
          ))}
          {landmark && (
            <span className="landmark" style={at(landmark.share)}>
              <span className="stop-label">{landmark.label}</span>
            </span>
          )}
        </div>
      </div>
      <div className="stop-ends" aria-hidden="true">
        <i>{ends[0]}</i>
        <i>{ends[1]}</i>
      </div>
    </div>
  );
}

/** Labels closer to each other than this share of the way would touch on a phone. */
const leastGap = 0.15;

/** The label of the last stop reaches back over a quarter of the narrowest tracks. */
const isNearEnd = (place: number, last: number) => place < last && (last - place) / last < 0.25;

/** The places of the stops whose label is written: both ends, and of those of note as many as there is room for. */
function spokenStops(stops: readonly Stop[]): ReadonlySet<number> {
  const last = stops.length - 1;
  const spoken = [0];
  stops.forEach(({ isMarked }, i) => {
    const gap = Math.min(i - spoken.at(-1)!, last - i) / last;
    if (isMarked && gap >= leastGap) spoken.push(i);
  });
  return new Set([...spoken, last]);
}
