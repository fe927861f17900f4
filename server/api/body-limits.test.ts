import { expect, test } from "vitest";
import { MAX_EDGES, MAX_NODES } from "#models/graph/node-schema.ts";
import { modelGraph } from "#models/graph/schema.ts";
import type { Json } from "#models/graph/storable.ts";
import { LAYERS } from "#models/layers/index.ts";
import { FULL_SIZE_PRESETS, PRESETS } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS, hyperParameters } from "#models/training/hyper-parameters.ts";
import { GRAPH_INPUTS } from "#server/contract/graph-inputs.ts";
import { jsonProblem } from "#server/platform/json-shape.ts";
import { BATCH_LIMIT, BODY_LIMITS, bodyLimitOf, MAX_JSON_DEPTH } from "./body-limits.ts";
import { appRouter } from "./root.ts";

// oxlint-disable-next-line no-underscore-dangle -- tRPC's own name for its list
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
// oxlint-disable-next-line no-underscore-dangle
const isMutation = (path: string) => procedures[path]?._def.type === "mutation";

function problemWith(path: string, input: unknown): string | null {
  const bytes = Buffer.from(JSON.stringify(input));
  const { maxBytes, maxValues } = bodyLimitOf(path, false);
  if (bytes.length > maxBytes) return `${bytes.length} bytes of ${maxBytes}`;
  return jsonProblem(bytes, { maxValues, maxDepth: MAX_JSON_DEPTH });
}

const uuid = "00000000-0000-4000-8000-000000000000";

test("every procedure says how long its body may be: queries take none, nothing takes megabytes, and what is much to parse is left to threads", () => {
  expect(Object.keys(BODY_LIMITS).toSorted()).toEqual(Object.keys(procedures).toSorted());
  for (const [path, { maxBytes, maxValues }] of Object.entries(BODY_LIMITS)) {
    expect({ path, hasBody: maxBytes > 0 }).toEqual({ path, hasBody: isMutation(path) });
    expect(maxBytes).toBeLessThan(2 ** 20);
    // A long text is no work to parse; a thousand values are, and are left to threads.
    const isLong = maxBytes > BATCH_LIMIT.maxBytes && maxValues > 1_000;
    expect({ path, isLong }).toEqual({ path, isLong: Object.hasOwn(GRAPH_INPUTS, path) });
  }
});

/** Blocks that say as much as a block may, 1,000 characters of 64 values: as many fit as 400. */
const LONGEST = 400;

test.each([1, 2])(
  "a design of version %i with the longest blocks can be saved, and its cost asked",
  (version) => {
    const id = (index: number) => `n${String(index).padStart(63, "0")}`;
    // 64 values in 1,000 characters: the object, 61 numbers, and a text that fills it up.
    const pairs = Array.from({ length: 61 }, (_, index) => [`s${index}`, 12_345_678] as const);
    const numbers = Object.fromEntries(pairs);
    const rest = 1_000 - JSON.stringify({ ...numbers, text: "" }).length;
    const settings = { ...numbers, text: "x".repeat(rest) };
    expect(JSON.stringify(settings)).toHaveLength(1_000);
    const nodes = Array.from({ length: LONGEST }, (_, index) => {
      const named = version === 1 ? {} : { name: id(index) };
      return {
        id: id(index),
        ...named,
        type: "t".repeat(64),
        settings,
        position: { x: -1 / 3e7, y: -2 / 3e7 },
      };
    });
    const edges = Array.from({ length: 2 * LONGEST }, (_, index) => {
      const where = version === 1 ? { id: `e${String(index).padStart(159, "0")}` } : { slot: index };
      return { ...where, source: id(0), target: id(1) };
    });
    const graph = { version, nodes, edges };
    expect(modelGraph.parse(graph)).toMatchObject({ version: 2, nodes, edges: { length: 2 * LONGEST } });
    const rename = { name: "n".repeat(80), isShared: true };
    expect(
      problemWith("design.save", { designId: uuid, revision: 2 ** 31 - 1, graph, ...rename }),
    ).toBeNull();
    const classWeight = Array<number>(1_000).fill(999_999.5);
    const training = hyperParameters.parse({ ...DEFAULT_HYPER_PARAMETERS, classWeight });
    expect(problemWith("cost.estimate", { cohortId: uuid, graph, hyperParameters: training })).toBeNull();
    const run = { cohortId: uuid, designId: uuid, revision: 1, name: "n".repeat(80) };
    expect(problemWith("run.start", { ...run, hyperParameters: training })).toBeNull();
  },
);

test("as many blocks as there may be can be saved, each with every setting that a layer has", () => {
  const id = (index: number) => `separable_conv2d_${index}`;
  const { settings } = Object.values(LAYERS)
    .map((layer) => ({ settings: layer.settings.parse({}) as Record<string, Json> }))
    .reduce((a, b) => (JSON.stringify(a).length > JSON.stringify(b).length ? a : b));
  const nodes = Array.from({ length: MAX_NODES }, (_, index) => {
    const position = { x: 1234.5, y: -123_456.5 };
    return { id: id(index), name: id(index), type: "SeparableConv2D", settings, position };
  });
  const edges = Array.from({ length: MAX_EDGES }, (_, index) => ({
    source: id(index % MAX_NODES),
    target: id((index + 7) % MAX_NODES),
    slot: index % 2,
  }));
  const graph = { version: 2, nodes, edges };
  expect(modelGraph.safeParse(graph).success).toBe(true);
  const input = { designId: uuid, revision: 2 ** 31 - 1, graph, name: "n".repeat(80), isShared: true };
  expect(problemWith("design.save", input)).toBeNull();
});

test("the largest preset takes a tenth of what there is", () => {
  for (const { graph } of [...PRESETS, ...FULL_SIZE_PRESETS]) {
    const input = { designId: uuid, revision: 1, graph };
    expect(problemWith("design.save", input)).toBeNull();
    expect(JSON.stringify(input).length).toBeLessThan(bodyLimitOf("design.save", false).maxBytes / 10);
  }
});
