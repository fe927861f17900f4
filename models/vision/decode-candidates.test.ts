import { expect, test } from "vitest";
import { decodeCandidates } from "./decode-candidates.ts";
import { gridCells, isInPixels, recogniseOutput } from "./output-form.ts";

const input = { width: 64, height: 32 };

test("[1, 4 + classes, n]: a column is a place", () => {
  // Two places, two classes.
  const values = Float32Array.from([10, 40, 8, 16, 4, 20, 2, 8, 0.25, 0.5, 0.75, 0.125]);
  const output = { form: "classes-by-anchor", values, dims: [1, 6, 2], input } as const;
  expect(decodeCandidates(output, 0.6)).toEqual([
    { left: 8, top: 7, right: 12, bottom: 9, score: 0.75, classIndex: 1 },
  ]);
  expect(decodeCandidates(output, 0)).toHaveLength(2);
});

test("[1, n, 5 + classes]: objectness times the best class", () => {
  const values = Float32Array.from([10, 8, 4, 2, 0.5, 0.25, 0.5]);
  const output = { form: "anchors", values, dims: [1, 1, 7], input } as const;
  expect(decodeCandidates(output, 0.2)).toEqual([
    { left: 8, top: 7, right: 12, bottom: 9, score: 0.25, classIndex: 1 },
  ]);
  expect(decodeCandidates(output, 0.3)).toEqual([]);
});

test("a grid counts from its cells, 8, 16 and 32 pixels apart, and sizes by their powers of e", () => {
  const cells = gridCells(input);
  expect(cells).toBe(8 * 4 + 4 * 2 + 2);
  const values = new Float32Array(cells * 6);
  // The second cell of the second row with stride 16: eight cells of stride 8 a row, four rows of them, then five.
  values.set([0.5, 0.25, 0, Math.log(2), 1, 0.5], (32 + 5) * 6);
  const output = { form: "grid", values, dims: [1, cells, 6], input } as const;
  const [found] = decodeCandidates(output, 0.1);
  expect(found).toMatchObject({ left: 16, right: 32, score: 0.5, classIndex: 0 });
  expect(found?.top).toBeCloseTo(4, 4);
  expect(found?.bottom).toBeCloseTo(36, 4);
  expect(isInPixels(values, 6, input)).toBe(false);
  values[0] = 60;
  expect(isInPixels(values, 6, input)).toBe(true);
});

const large = { width: 640, height: 640 };

test.each([
  { dims: [1, 84, 8400], form: "classes-by-anchor", classes: 80 },
  { dims: [1, 25_200, 85], form: "anchors", classes: 80 },
  { dims: [1, 8400, 85], form: "grid", classes: 80 },
  { dims: [1, 1000], form: "logits", classes: 1000 },
])("$dims is $form", ({ dims, ...expected }) => {
  expect(recogniseOutput(dims, large)).toEqual({ ok: true, ...expected });
});

test.each([[[1, 576, 7, 7]], [[2, 84, 8400]], [[1]], [[1, 3, 8400]], [[]]])(
  "%j is refused by its numbers",
  (dims) => {
    expect(recogniseOutput(dims, large)).toEqual({
      ok: false,
      reason: expect.stringContaining(`[${dims.join(", ")}]`),
    });
  },
);
