import { type ReactNode, useId, useState } from 'react';

export interface NumberBoxProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
  /** Beside the box, for instance a die. */
  readonly children?: ReactNode;
}

/** A whole number to type; takes effect when it is one in range. */
export function NumberBox({ label, value, least, most, onChange, children }: NumberBoxProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>();
  const take = (text: string) => {
    setDraft(text);
    const typed = /^\d+$/.test(text) ? Number(text) : NaN;
    if (typed >= least && typed <= most) onChange(typed);
  };
  return (
    <div className="field number-box">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <span className="number-row">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={draft ?? String(value)}
          onChange={(event) => take(event.target.value)}
          onBlur={() => setDraft(undefined)}
        />
        {children}
      </span>
    </div>
  );
}
