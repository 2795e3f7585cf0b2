/** Chooses the parts of a faces.js drawing: every shape, size, angle and gray level is drawn from one stream, evenly and on its own. */
import type { Rng } from '../../src/math/rng';

/** The description that facesjs draws from. */
export type FaceConfig = Record<string, unknown>;

/** @param shapes facesjs's svgsIndex: the ids of the shapes of each part */
export function drawFace(rng: Rng, shapes: Record<string, readonly string[]>): FaceConfig {
  const between = (low: number, high: number) => low + (high - low) * rng.uniform();
  const isFlipped = () => rng.uniform() < 0.5;
  const shape = (part: string) => {
    const ids = (shapes[part] ?? []).filter((id) => id !== 'none');
    return ids[rng.below(ids.length)]!;
  };
  const sometimes = (part: string, probability: number) => (rng.uniform() < probability ? shape(part) : 'none');

  const skin = between(110, 245);
  const hair = drawAwayFrom(skin, () => between(40, 235));
  return {
    fatness: between(0, 1),
    teamColors: ['#888888', '#888888', '#888888'],
    hairBg: { id: sometimes('hairBg', 0.25) },
    body: { id: 'none', color: grayHex(skin), size: 1 },
    jersey: { id: 'none' },
    ear: { id: shape('ear'), size: between(0.5, 1.4) },
    head: { id: shape('head'), shave: 'rgba(0,0,0,0)' },
    eyeLine: { id: sometimes('eyeLine', 0.3) },
    smileLine: { id: sometimes('smileLine', 0.3), size: between(0.5, 2) },
    miscLine: { id: 'none' },
    facialHair: { id: sometimes('facialHair', 0.3) },
    eye: { id: shape('eye'), angle: between(-10, 15) },
    eyebrow: { id: shape('eyebrow'), angle: between(-15, 20) },
    hair: { id: shape('hair'), color: grayHex(hair), flip: isFlipped() },
    mouth: { id: shape('mouth'), flip: isFlipped() },
    nose: { id: shape('nose'), flip: isFlipped(), size: between(0.5, 1.25) },
    glasses: { id: 'none' },
    accessories: { id: 'none' },
  };
}

/** A gray level at least 60 of 255 from `other`, so that hair stays visible on the head. */
function drawAwayFrom(other: number, draw: () => number): number {
  let level = draw();
  while (Math.abs(level - other) < 60) level = draw();
  return level;
}

/** @param level gray in [0, 255] */
function grayHex(level: number): string {
  return `#${Math.round(level).toString(16).padStart(2, '0').repeat(3)}`;
}
