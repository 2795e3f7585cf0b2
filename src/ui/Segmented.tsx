import { useId } from 'react';

export interface SegmentedProps<Id extends string> {
  readonly legend: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly hint?: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** One of a few: radio buttons side by side. */
export function Segmented<Id extends string>({ legend, options, value, onChange }: SegmentedProps<Id>) {
  const name = useId();
  return (
    <fieldset className="field segmented">
      <legend className="field-label">{legend}</legend>
      <span className="segments">
        {options.map(({ id, label, hint }) => (
          <label key={id} className="segment" title={hint}>
            <input type="radio" name={name} value={id} checked={id === value} onChange={() => onChange(id)} />
            <span>{label}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
