/** Colours as every viewer knows them. */
export interface Color {
  /** "#rrggbb" */
  readonly hex: string;
  /** 0 to 1 */
  readonly opacity: number;
}

/** Turns any CSS colour, such as oklab(...), into one of red, green and blue. */
export function makeColors(): (css: string) => Color {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const known = new Map<string, Color>();
  return (css) => {
    const found = known.get(css) ?? read(context, css);
    known.set(css, found);
    return found;
  };
}

function read(context: CanvasRenderingContext2D, css: string): Color {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = 'transparent';
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((byte) => byte!.toString(16).padStart(2, '0')).join('');
  return { hex: `#${hex}`, opacity: Math.round((alpha! / 255) * 1000) / 1000 };
}
