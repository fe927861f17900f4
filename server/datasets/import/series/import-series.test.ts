import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seriesOptions, type SeriesOptions } from "#models/datasets/import/series-options.ts";
import { cutWindows } from "./cut-windows.ts";
import { importSeries } from "./import-series.ts";

const HOUR = 3_600_000;

function options(changes: object = {}): SeriesOptions {
  return seriesOptions.parse({
    kind: "series",
    columns: ["load", "temperature"],
    target: "load",
    unit: "MW",
    time: "time",
    window: 4,
    horizon: 2,
    split: { rule: "time" },
    ...changes,
  });
}

/** `load` is the row's number times ten, `temperature` swings. */
function csv(rows: number, change: (row: number, cells: string[]) => string[] | null = (_, cells) => cells) {
  const lines = Array.from({ length: rows }, (_, row) => {
    const time = new Date(Date.UTC(2024, 0, 1) + row * HOUR).toISOString();
    return change(row, [time, String(row * 10), String(Math.sin(row / 3) * 8)])?.join(",");
  });
  return Buffer.from(["time,load,temperature", ...lines.filter((line) => line !== undefined)].join("\n"));
}

async function valuesOf(pixels: () => Uint8Array | Promise<Uint8Array>): Promise<number[]> {
  return [...new Float32Array(Uint8Array.from(await pixels()).buffer)];
}

test("a window holds its rows, standardised by the rows that train, and its target lies a horizon later", async () => {
  const { descriptor, splits, report } = importSeries(csv(100), "load.csv", options());
  expect(descriptor).toMatchObject({
    target: { task: "regression", quantity: "load", unit: "MW" },
    inputShape: [4, 2],
    element: "float32",
    counts: { train: 55, validation: 15, test: 15 },
  });
  expect(report).toMatchObject({ rows: 100, leftOut: { missing: 0, gaps: 0, borders: 10 }, greatest: 990 });
  const [load] = descriptor.columns ?? [];
  expect(load).toMatchObject({ name: "load", mean: 295 });
  const [first] = splits.validation;
  expect(first?.label).toBe(650);
  const values = await valuesOf(first!.pixels);
  const loads = [0, 2, 4, 6].map((at) => Math.round((values[at] ?? 0) * load!.deviation + load!.mean));
  expect(loads).toEqual([600, 610, 620, 630]);
});

test("a random split is refused, in favour of one by time", () => {
  const random = seriesOptions.safeParse({ ...options(), split: { rule: "seeded", seed: 1 } });
  expect(random.error?.issues[0]?.message).toMatch(/overlap.*Split by time/);
});

test("no row of a split is in a window of another, and no window misses a value", () => {
  const cut = fc.record({
    rows: fc.integer({ min: 0, max: 120 }),
    window: fc.integer({ min: 2, max: 12 }),
    horizon: fc.integer({ min: 0, max: 9 }),
    missing: fc.uniqueArray(fc.integer({ min: 0, max: 119 }), { maxLength: 6 }),
    gaps: fc.uniqueArray(fc.integer({ min: 1, max: 119 }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(cut, ({ rows, window, horizon, missing, gaps }) => {
      const split = { rule: "time", validationPercent: 20, testPercent: 20 } as const;
      const { starts, ranges, leftOut } = cutWindows(
        { window, horizon, split },
        {
          rows,
          hasInputs: (row) => !missing.includes(row),
          hasTarget: (row) => !missing.includes(row),
          isAfterGap: (row) => gaps.includes(row),
        },
      );
      const kept = Object.values(starts).flat();
      const all = Math.max(0, rows - window - horizon + 1);
      expect(kept.length + leftOut.missing + leftOut.gaps + leftOut.borders).toBe(all);
      for (const name of ["train", "validation", "test"] as const) {
        for (const start of starts[name]) {
          const last = start + window - 1;
          expect(start).toBeGreaterThanOrEqual(ranges[name][0]);
          expect(last + horizon).toBeLessThan(ranges[name][1]);
          expect(missing.some((row) => row >= start && row <= last)).toBe(false);
          expect(missing).not.toContain(last + horizon);
          expect(gaps.some((row) => row > start && row <= last + horizon)).toBe(false);
        }
      }
    }),
  );
});

test("rows that lack a value or lie after a gap cost their windows alone", () => {
  const holes = csv(200, (row, cells) =>
    row === 20 ? [cells[0]!, "", cells[2]!] : row === 60 ? null : cells,
  );
  const { report } = importSeries(holes, "load.csv", options());
  // In windows of 4 a row stands four times, and once as a target.
  expect(report.leftOut).toMatchObject({ missing: 5, gaps: 5 });
});

test.each([
  ["no such column", csv(100), { columns: ["wind"] }, /no column "wind"; it has time, load, temperature/],
  [
    "a word",
    csv(100, (row, cells) => (row === 7 ? [cells[0]!, "low", "1"] : cells)),
    {},
    /Row 9 .* "low" in load/,
  ],
  [
    "a decimal comma",
    Buffer.from("time;load;temperature\n1;1,5;2\n"),
    {},
    /"1,5" in load, expected a number/,
  ],
  [
    "time that goes back",
    csv(100, (row, cells) => (row === 9 ? ["2020-01-01", "1", "1"] : cells)),
    {},
    /Row 11 .* not later/,
  ],
  [
    "a column of one value",
    csv(100, (_, cells) => [cells[0]!, cells[1]!, "5"]),
    {},
    /temperature has the same value/,
  ],
  ["too few rows", csv(20), {}, /windows are left for .* shorter window/],
  ["no text", Buffer.from([0xff, 0xfe, 0x00]), {}, /not UTF-8/],
  [
    "a quote that does not end",
    Buffer.from('time,load,temperature\n"1,2,3\n'),
    {},
    /cannot be read as a table/,
  ],
  ["two columns of a name", Buffer.from("load,load\n1,2\n"), {}, /Two columns .* "load"/],
])("%s is refused with its place", (_, bytes, changes, message) => {
  expect(() => importSeries(bytes, "load.csv", options(changes))).toThrow(message);
});

test("the target's own present is no input where the horizon is 0", () => {
  expect(seriesOptions.safeParse({ ...options(), horizon: 0 }).success).toBe(false);
  expect(seriesOptions.safeParse({ ...options(), columns: ["temperature"], horizon: 0 }).success).toBe(true);
});
