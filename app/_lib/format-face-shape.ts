import type { Shape } from "#models/layers/define-layer.ts";

/** `64×64×16`, or a question mark while it cannot be told. */
export function formatFaceShape(shape: Shape | null | undefined): string {
  if (shape === null || shape === undefined) return "?";
  return shape.join("×");
}
