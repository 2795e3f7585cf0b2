import { Icon, type IconName } from './icons';

export interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  /** Shows the label beside the icon too. */
  readonly hasText?: boolean;
}

/** A button with a sign. When it cannot do anything it stays focusable, so that a keyboard never loses its place. */
export function IconButton({ icon, label, onPress, isDisabled = false, hasText = false }: IconButtonProps) {
  return (
    <button
      type="button"
      className={hasText ? 'button' : 'button button-icon'}
      aria-disabled={isDisabled}
      onClick={() => {
        if (!isDisabled) onPress();
      }}
      {...(!hasText && { 'aria-label': label, title: label })}
    >
      <Icon name={icon} />
      {hasText && label}
    </button>
  );
}
