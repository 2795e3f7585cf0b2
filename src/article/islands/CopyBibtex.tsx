import { useState } from 'react';

interface CopyBibtexProps {
  readonly bibtex: string;
}

/** Copies an entry; shows it where the browser does not let a page copy. */
export function CopyBibtex({ bibtex }: CopyBibtexProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const copy = () =>
    navigator.clipboard.writeText(bibtex).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        Copy BibTeX
      </button>
      <span role="status">{outcome === 'copied' && ' Copied.'}</span>
      {outcome === 'refused' && <pre className="bibtex">{bibtex}</pre>}
    </>
  );
}
