import { describe, expect, test } from "vitest";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { chainGraph } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH, COLUMN_WIDTH, ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import { presetById } from "#models/presets/index.ts";
import { moveBy } from "../edits/move.ts";
import { viewOf } from "../view/view.ts";
import { edgePan } from "./edge-pan.ts";
import { faceAt, shortType } from "./face.ts";
import { framesOf } from "./frame.ts";
import { nearestEdge } from "./nearest-edge.ts";
import { neighbourOf } from "./neighbour.ts";
import { distanceToRoute, routeOf } from "./route.ts";

const { graph } = presetById("lecture-cnn")!;
const view = (of: ModelGraph) => viewOf(of, new Set());
const MIDDLE = BLOCK_WIDTH / 2;

test.each([
  [{ x: MIDDLE, y: ROW_HEIGHT - 10 }, "input->conv2d"],
  [{ x: MIDDLE + 40, y: 2 * ROW_HEIGHT - 10 }, "conv2d->conv2d_1"],
  [{ x: MIDDLE, y: ROW_HEIGHT + BLOCK_HEIGHT / 4 }, "input->conv2d"],
  [{ x: MIDDLE, y: ROW_HEIGHT + (3 * BLOCK_HEIGHT) / 4 }, "conv2d->conv2d_1"],
  [{ x: MIDDLE - 90, y: ROW_HEIGHT - 10 }, null],
  [{ x: 900, y: 100 }, null],
  // Up between the two columns, to the top of the second.
  [{ x: BLOCK_WIDTH + 32, y: 300 }, "max_pooling2d_1->conv2d_4"],
])("a drop at %o goes into %s", (point, expected) => {
  expect(nearestEdge(view(graph), point)?.id ?? null).toBe(expected);
});

test("a block never goes into its own connection", () => {
  const at = { x: MIDDLE, y: ROW_HEIGHT - 10 };
  expect(nearestEdge(view(graph), at, { reach: 40, without: "conv2d" })).toBeNull();
});

test("arrow keys follow connections, then places", () => {
  expect(neighbourOf(view(graph), "conv2d", "down")).toBe("conv2d_1");
  expect(neighbourOf(view(graph), "conv2d", "up")).toBe("input");
  expect(neighbourOf(view(graph), "input", "up")).toBeNull();
  expect(neighbourOf(view(graph), "input", "right")).toBe("conv2d_4");
  const moved = moveBy(graph, ["dense"], { x: 600, y: -120 });
  if (!moved.ok) throw new Error(moved.reason);
  const after = applyEdit(graph, moved.edit);
  expect(neighbourOf(view(after), "flatten", "right")).toBe("dense");
  expect(neighbourOf(view(after), "dense", "left")).toBe("flatten");
});

test("arrow keys go into a folded module as into one block, and out of it", () => {
  const googlenet = presetById("googlenet")!.graph;
  const folded = viewOf(googlenet, new Set(["concatenate"]));
  const feed = googlenet.edges.find(({ target }) => target === folded.folded[0]!.members[0]);
  expect(neighbourOf(folded, feed!.source, "down")).toBe("group:concatenate");
  expect(neighbourOf(folded, "group:concatenate", "up")).toBe(feed!.source);
  expect(neighbourOf(folded, "concatenate", "up")).toBe(feed!.source);
});

test("a frame goes around its blocks, one a column where others would lie within", () => {
  const own = [
    { x: 0, y: ROW_HEIGHT },
    { x: 0, y: 2 * ROW_HEIGHT },
    { x: COLUMN_WIDTH, y: 0 },
  ];
  const apart = [{ x: 3 * COLUMN_WIDTH, y: 0 }];
  expect(framesOf(own, apart)).toHaveLength(1);
  const [first, second, ...more] = framesOf(own, [...apart, { x: 0, y: 0 }]);
  expect(more).toEqual([]);
  expect(first?.y).toBeGreaterThan(BLOCK_HEIGHT);
  expect(first?.height).toBeGreaterThan(ROW_HEIGHT);
  expect(second?.x).toBeGreaterThan(BLOCK_WIDTH);
});

describe("a connection's way", () => {
  const at = (x: number, y: number) => ({ x, y });

  test("is straight down where its end is below", () => {
    expect(routeOf(at(0, 0), at(0, 100), [])).toEqual([at(MIDDLE, BLOCK_HEIGHT), at(MIDDLE, 100)]);
  });

  test("goes up between two columns", () => {
    const route = routeOf(at(0, 500), at(COLUMN_WIDTH, 0), [at(0, 500), at(COLUMN_WIDTH, 0)]);
    const between = (BLOCK_WIDTH + COLUMN_WIDTH) / 2;
    expect(route).toContainEqual(at(between, 500 + BLOCK_HEIGHT + 18));
    expect(route).toContainEqual(at(between, -18));
    expect(distanceToRoute(at(between + 7, 250), route)).toBe(7);
  });

  test("goes around a block in the way", () => {
    const others = [at(0, 500), at(600, 0), at(300, 200)];
    const [, , turn] = routeOf(at(0, 500), at(600, 0), others);
    const isOverBlock = turn!.x > 300 - 8 && turn!.x < 300 + BLOCK_WIDTH + 8;
    expect(isOverBlock).toBe(false);
  });
});

test.each([
  [
    { x: 500, y: 400 },
    { x: 0, y: 0 },
  ],
  [
    { x: 101, y: 400 },
    { x: 16, y: 0 },
  ],
  [
    { x: 990, y: 690 },
    { x: -13, y: -13 },
  ],
  [
    { x: 99, y: 400 },
    { x: 0, y: 0 },
  ],
])("with something dragged at %o the view moves by %o", (point, expected) => {
  expect(edgePan(point, { left: 100, top: 100, right: 1000, bottom: 700 })).toEqual(expected);
});

test.each([
  [2, "close"],
  [1, "near"],
  [0.8, "middle"],
  [0.3, "far"],
] as const)("at a zoom of %f a block shows its %s face", (zoom, face) => {
  expect(faceAt(zoom)).toBe(face);
});

test("types have short names for far away, each its own", () => {
  expect(shortType("GlobalAveragePooling2D")).toBe("GlobalAvgPool2D");
  expect(shortType("BatchNormalization")).toBe("BatchNorm");
  expect(chainGraph([{ type: "Dense" }]).nodes.map(({ type }) => shortType(type))).toEqual([
    "Input",
    "Dense",
    "Output",
  ]);
});
