import { type ReactNode, useState } from 'react';

export interface DisclosureProps {
  readonly summary: string;
  /** Made when it is first opened. */
  readonly children: () => ReactNode;
}

/** Text behind its heading. */
export function Disclosure({ summary, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="disclosure" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <div className="disclosure-body">{isOpen && children()}</div>
    </details>
  );
}
