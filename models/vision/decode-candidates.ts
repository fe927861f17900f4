import type { Box, Size } from "./box.ts";
import { GRID_STRIDES, type OutputForm } from "./output-form.ts";

/** What a detector says at one place: its best class there. */
export type Candidate = Box & { score: number; classIndex: number };

export type DetectorOutput = {
  form: Exclude<OutputForm, "logits">;
  /** As the network gives it, [1, a, b]. */
  values: Float32Array;
  dims: readonly number[];
  /** Of the network's input. */
  input: Size;
};

/** Candidates with at least this score, in pixels of the input, in the output's own order. Nothing is suppressed yet. */
export function decodeCandidates(output: DetectorOutput, minScore: number): Candidate[] {
  return output.form === "classes-by-anchor"
    ? decodeByAnchor(output, minScore)
    : decodeRows(output, minScore);
}

function decodeByAnchor({ values, dims }: DetectorOutput, minScore: number): Candidate[] {
  const [, rows = 0, count = 0] = dims;
  const found: Candidate[] = [];
  for (let place = 0; place < count; place += 1) {
    let score = -Infinity;
    let classIndex = 0;
    for (let row = 4; row < rows; row += 1) {
      const value = values[row * count + place] ?? 0;
      if (value > score) {
        score = value;
        classIndex = row - 4;
      }
    }
    if (!(score >= minScore)) continue;
    const at = (row: number) => values[row * count + place] ?? 0;
    found.push({ ...boxAround(at(0), at(1), at(2), at(3)), score, classIndex });
  }
  return found;
}

function decodeRows({ form, values, dims, input }: DetectorOutput, minScore: number): Candidate[] {
  const [, count = 0, columns = 0] = dims;
  const cells = form === "grid" ? cellsOf(input) : null;
  const found: Candidate[] = [];
  for (let place = 0; place < count; place += 1) {
    const row = values.subarray(place * columns, (place + 1) * columns);
    const objectness = row[4] ?? 0;
    if (!(objectness >= minScore)) continue;
    let best = -Infinity;
    let classIndex = 0;
    for (let column = 5; column < columns; column += 1) {
      const value = row[column] ?? 0;
      if (value > best) {
        best = value;
        classIndex = column - 5;
      }
    }
    const score = objectness * best;
    if (!(score >= minScore)) continue;
    const [cx = 0, cy = 0, width = 0, height = 0] = row;
    const cell = cells?.[place];
    const box =
      cell === undefined
        ? boxAround(cx, cy, width, height)
        : boxAround(
            (cx + cell.x) * cell.stride,
            (cy + cell.y) * cell.stride,
            Math.exp(width) * cell.stride,
            Math.exp(height) * cell.stride,
          );
    found.push({ ...box, score, classIndex });
  }
  return found;
}

function cellsOf({ width, height }: Size): { x: number; y: number; stride: number }[] {
  return GRID_STRIDES.flatMap((stride) => {
    const columns = Math.floor(width / stride);
    return Array.from({ length: columns * Math.floor(height / stride) }, (_, cell) => ({
      x: cell % columns,
      y: Math.floor(cell / columns),
      stride,
    }));
  });
}

function boxAround(cx: number, cy: number, width: number, height: number): Box {
  return { left: cx - width / 2, top: cy - height / 2, right: cx + width / 2, bottom: cy + height / 2 };
}
