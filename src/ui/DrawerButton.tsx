export interface DrawerButtonProps {
  readonly label: string;
  /** What is behind it, in short. */
  readonly words: string;
  readonly isOpen: boolean;
  /** The id of what it opens. */
  readonly controls: string;
  readonly onToggle: () => void;
}

/** A button, among fields, that opens more of them. */
export function DrawerButton({ label, words, isOpen, controls, onToggle }: DrawerButtonProps) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <button
        type="button"
        className="button drawer-button"
        aria-expanded={isOpen}
        aria-controls={controls}
        aria-label={`${label}: ${words}`}
        onClick={onToggle}
      >
        {words}
        <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d={isOpen ? 'M4 10l4-4 4 4' : 'M4 6l4 4 4-4'} fill="none" />
        </svg>
      </button>
    </div>
  );
}
