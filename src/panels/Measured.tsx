export interface MeasuredProps {
  readonly what: string;
  readonly command: string;
  readonly date: string;
  readonly sampleCount: number;
  readonly sampleSeed: number;
}

/** A line of facts: where published numbers come from. */
export function Measured({ what, command, date, sampleCount, sampleSeed }: MeasuredProps) {
  return (
    <>
      <dt>{what}</dt>
      <dd>
        measured on {date} with <code>{command}</code>; {sampleCount} noises, seed {sampleSeed}
      </dd>
    </>
  );
}
