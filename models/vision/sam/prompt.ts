import type { Box, Size } from "../box.ts";

/** What is meant, in pixels of the picture: points on it, points that are not on it, a box around it. */
export type SegmentPrompt = {
  points: readonly { x: number; y: number; isOn: boolean }[];
  box: Box | null;
};

/** Longest side of the encoder's input. */
export const SAM_SIDE = 1024;

/** The picture's size in the encoder's input, from the top left corner; below and to the right of it are zeros. */
export function samSize({ width, height }: Size): Size {
  const scale = SAM_SIDE / Math.max(width, height);
  return {
    width: Math.max(1, Math.floor(width * scale + 0.5)),
    height: Math.max(1, Math.floor(height * scale + 0.5)),
  };
}

const LABEL = { off: 0, on: 1, topLeft: 2, bottomRight: 3, padding: -1 } as const;

/**
 * Prompts with as many points each, for one run of the decoder.
 * @returns float32 coordinates [prompts, points, 2] in the encoder's input, and labels [prompts, points].
 */
export function promptTensors(
  prompts: readonly SegmentPrompt[],
  picture: Size,
): { coordinates: Float32Array; labels: Float32Array; points: number } {
  const inside = samSize(picture);
  const [scaleX, scaleY] = [inside.width / picture.width, inside.height / picture.height];
  const rows = prompts.map(({ points, box }) => [
    ...points.map(({ x, y, isOn }) => [x * scaleX, y * scaleY, isOn ? LABEL.on : LABEL.off]),
    // A box is two points; without one the network was trained with a padding point in its place.
    ...(box === null
      ? [[0, 0, LABEL.padding]]
      : [
          [box.left * scaleX, box.top * scaleY, LABEL.topLeft],
          [box.right * scaleX, box.bottom * scaleY, LABEL.bottomRight],
        ]),
  ]);
  const flat = rows.flat();
  return {
    coordinates: Float32Array.from(flat.flatMap(([x = 0, y = 0]) => [x, y])),
    labels: Float32Array.from(flat.map(([, , label = 0]) => label)),
    points: rows[0]?.length ?? 0,
  };
}

/**
 * Which of the four masks is meant: of few points the surest of the three that the network makes for what is ambiguous, of
 * more the first. SAM's own rule (select_masks of its ONNX export).
 */
export function bestMask(scores: ArrayLike<number>, points: number): number {
  let best = 0;
  let most = -Infinity;
  for (let index = 0; index < scores.length; index += 1) {
    const score = (scores[index] ?? 0) + (index === 0 ? (points - 2.5) * 1000 : 0);
    if (score > most) [best, most] = [index, score];
  }
  return best;
}
