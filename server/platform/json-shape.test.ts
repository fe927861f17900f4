import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonProblem } from "./json-shape.ts";

function measure(value: unknown): { depth: number; values: number } {
  if (typeof value !== "object" || value === null) return { depth: 0, values: 1 };
  const inner = Object.values(value).map(measure);
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    // An empty one counts twice.
    values: inner.reduce((sum, { values }) => sum + values, inner.length === 0 ? 2 : 1),
  };
}

test("of any JSON, depth and number of values are what they are", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const bytes = Buffer.from(JSON.stringify(value));
      const { depth, values } = measure(JSON.parse(JSON.stringify(value)));
      expect(jsonProblem(bytes, { maxDepth: depth, maxValues: values })).toBeNull();
      expect(jsonProblem(bytes, { maxDepth: depth, maxValues: values - 1 })).toMatch(/values/);
      const wrapped = Buffer.concat([Buffer.from("["), bytes, Buffer.from("]")]);
      expect(jsonProblem(wrapped, { maxDepth: depth, maxValues: values + 1 })).toMatch(/nested/);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['brackets in a text, after an escaped quote too: "', String.raw`"[[[[\"[[[[,,,,"`],
  ["a backslash at the end", String.raw`"[\\"`],
])("%s", (_, text) => {
  expect(jsonProblem(Buffer.from(text), { maxDepth: 0, maxValues: 1 })).toBeNull();
});

test("no more is read of what is too deep or too much", () => {
  const deep = Buffer.alloc(1_000, "[");
  const read: number[] = [];
  const watched = new Proxy(deep, {
    get(bytes, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) read.push(Number(key));
      return Reflect.get(bytes, key, bytes) as unknown;
    },
  });
  expect(jsonProblem(watched, { maxDepth: 16, maxValues: 10_000 })).toMatch(/more than 16 deep/);
  expect(Math.max(...read)).toBe(16);
});
