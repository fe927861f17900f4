import { describe, expect, test } from "vitest";
import { presetById, TRANSFER_PRESETS } from "#models/presets/index.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import { groupsOf } from "#models/graph/layout/groups.ts";
import { fittingZoom } from "../canvas/fit.ts";
import { sameViewOf, viewOf } from "./view.ts";

const { graph } = presetById("googlenet")!;
const all = new Set(groupsOf(graph).map(({ id }) => id));

describe("GoogLeNet with its modules folded", () => {
  const view = viewOf(graph, all);
  const ids = [...view.nodes.map(({ id }) => id), ...view.folded.map(({ viewId }) => viewId)];

  test("is a line of blocks and nine modules", () => {
    expect(view.folded).toHaveLength(9);
    expect(ids).toHaveLength(graph.nodes.length - 9 * 7);
    expect(view.edges).toHaveLength(ids.length - 1);
    const into = view.edges.find(({ target }) => target === "group:concatenate");
    expect(into).toMatchObject({ stands: 4 });
  });

  test("can be read when all of it is in sight in a window of 1280 x 800", () => {
    const places = ids.map(view.placeOf);
    const width = Math.max(...places.map(({ x }) => x)) + BLOCK_WIDTH;
    const height = Math.max(...places.map(({ y }) => y)) + BLOCK_HEIGHT;
    expect(fittingZoom({ width: 736, height: 656 }, { width, height })).toBeGreaterThan(0.55);
  });

  test("has every block at the place of its module, and none over another", () => {
    const [first] = view.folded;
    expect(new Set(first!.members.map(view.placeOf)).size).toBe(1);
    expect(new Set(ids.map(view.placeOf).map(({ x, y }) => `${x} ${y}`)).size).toBe(ids.length);
  });
});

test("one module open among folded ones has a place for each of its blocks", () => {
  const view = viewOf(graph, new Set([...all].slice(1)));
  expect(view.isArranged).toBe(true);
  const members = view.groups[0]!.members.map(view.placeOf);
  expect(new Set(members.map(({ x, y }) => `${x} ${y}`)).size).toBe(members.length);
});

test("with nothing folded the network is seen as it was placed", () => {
  const view = viewOf(graph, new Set());
  expect(view).toMatchObject({ isArranged: false, nodes: graph.nodes, folded: [] });
  expect(view.edges.map(({ edge }) => edge)).toEqual(graph.edges);
  expect(graph.nodes.every(({ id, position }) => view.placeOf(id) === position)).toBe(true);
});

test("asked again, the view is the same", () => {
  const none = new Set<string>();
  expect(sameViewOf(graph, none)).toBe(sameViewOf(graph, none));
});

test("a backbone is one card, which opens into its modules", () => {
  const { graph: transfer } = TRANSFER_PRESETS[0]!;
  const groups = groupsOf(transfer);
  const folded = viewOf(transfer, new Set(groups.map(({ id }) => id)));
  expect(folded.folded.map(({ title }) => title)).toEqual(["MobileNetV3"]);
  expect(folded.groups).toHaveLength(1);
  expect(folded.nodes.map(({ name }) => name)).toEqual([
    "input",
    "resizing",
    "preprocessing",
    "pooling",
    "dense",
    "output",
  ]);
  const open = viewOf(transfer, new Set(groups.slice(1).map(({ id }) => id)));
  expect(open.folded.length).toBe(groups.length - 1);
  expect(open.groups[0]?.title).toBe("MobileNetV3");
  const cut = { ...transfer, edges: [...transfer.edges, { source: "conv_bn", target: "dense", slot: 1 }] };
  expect(groupsOf(cut)[0]?.title).not.toBe("MobileNetV3");
});
