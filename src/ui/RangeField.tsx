import { useId } from 'react';

export interface RangeFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  /** The value in words, shown and spoken. */
  readonly words: string;
  readonly onChange: (value: number) => void;
}

/** A slider with its label and value. */
export function RangeField({ label, value, least, most, step = 1, words, onChange }: RangeFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label} <output className="field-value">{words}</output>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
