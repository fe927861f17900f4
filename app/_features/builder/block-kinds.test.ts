import { expect, test } from "vitest";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import { LAYER_TYPES, layerOf } from "#models/layers/index.ts";
import { BLOCK_KINDS } from "./block-kinds.ts";
import { addBlock } from "./edits/add-block.ts";
import { isBackboneMeant } from "./palette/backbone.ts";
import { paletteGroups } from "./palette/palette-groups.ts";

test("every layer is in the palette once, with one sentence of help", () => {
  const kinds = paletteGroups().flatMap((group) => group.kinds);
  expect(kinds.map(({ id }) => id).toSorted()).toEqual(BLOCK_KINDS.map(({ id }) => id).toSorted());
  expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
  expect(kinds.filter(({ id, type }) => id === type).map(({ type }) => type)).toHaveLength(
    LAYER_TYPES.length,
  );
  for (const { help } of kinds) expect(help).toMatch(/^[A-Z].{20,}\.$/);
});

test("what a kind begins with is valid", () => {
  const wrong = BLOCK_KINDS.filter(
    ({ type, settings }) => layerOf(type)?.settings.safeParse(settings).success !== true,
  );
  expect(wrong).toEqual([]);
});

test.each([
  ["gelu", "GELU", { activation: "gelu" }],
  ["elu", "ELU", { activation: "elu" }],
  ["selu", "SELU", { activation: "selu" }],
  ["swish", "SiLU", { activation: "silu" }],
  ["mish", "Mish", { activation: "mish" }],
  ["hard_silu", "HardSwish", { activation: "hard_silu" }],
  ["hard sigmoid", "HardSigmoid", { activation: "hard_sigmoid" }],
  ["softmax", "Softmax", { activation: "softmax" }],
])("a search for %s finds %s, which is an Activation set to it", (text, title, settings) => {
  const found = paletteGroups(text).flatMap((group) => group.kinds);
  const kind = found.find((each) => each.title === title);
  const added = addBlock(emptyGraph(), kind?.id ?? "");
  const graph = added.ok ? applyEdit(emptyGraph(), added.edit) : emptyGraph();
  expect(graph.nodes.find(({ type }) => type === "Activation")).toMatchObject({ settings });
});

test.each(["backbone", "Pretrained", "transfer learning", "mobilenet", "imagenet  frozen"])(
  "a search for %s finds the pretrained backbone",
  (text) => {
    expect(isBackboneMeant(text)).toBe(true);
  },
);

test("a search for a block does not find the backbone", () => {
  expect(["conv2d", "dropout", "softmax"].filter(isBackboneMeant)).toEqual([]);
});
