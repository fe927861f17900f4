import type { LineColor } from "#app/_ui/charts/line-spec.ts";
import { cssColor } from "./compared-run.ts";

/** A run's letter on its colour, which say whose a line or a column is. */
export function RunLetter({ letter, color }: { letter: string; color: LineColor }) {
  return (
    <span
      className="inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-xs font-semibold text-card"
      style={{ background: cssColor(color) }}
    >
      {letter}
    </span>
  );
}
