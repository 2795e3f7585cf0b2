/** Drawn signs of the buttons, 16 x 16, in the colour of the text. */
const paths = {
  first: 'M4 3v10M13 3.5v9L6 8z',
  back: 'M11 3.5v9L4 8z',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M4.5 3h2.6v10H4.5zM9 3h2.6v10H9z',
  forward: 'M5 3.5v9L12 8z',
  last: 'M12 3v10M3 3.5v9L10 8z',
  stop: 'M4 4h8v8H4z',
  retry: 'M12.5 6.2A5 5 0 1 0 13 9M13 3v3.6H9.4',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  pin: 'M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  take: 'M8 2.5v7.5M4.8 6.8L8 10l3.2-3.2M2.8 10.5v3h10.4v-3',
  die: 'M3 3h10v10H3zM5.6 5.6h.01M10.4 5.6h.01M8 8h.01M5.6 10.4h.01M10.4 10.4h.01',
} as const;

export type IconName = keyof typeof paths;
const outlined: readonly IconName[] = ['retry', 'pin', 'plus', 'minus', 'close', 'die', 'take'];

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill={outlined.includes(name) ? 'none' : 'currentColor'} />
    </svg>
  );
}
