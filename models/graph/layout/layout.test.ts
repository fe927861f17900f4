import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { presetById } from "../../presets/index.ts";
import { chainGraph } from "../chain.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH, COLUMN_WIDTH, ROW_HEIGHT } from "./block-size.ts";
import { groupsOf } from "./groups.ts";
import { isTidy, layoutOf } from "./layout.ts";
import { partsOf } from "./parts.ts";

const dropouts = (count: number) =>
  chainGraph(Array.from({ length: count }, () => ({ type: "Dropout" as const })));

function sizeOf(places: ReadonlyMap<string, { x: number; y: number }>) {
  const all = [...places.values()];
  const span = (of: number[]) => Math.max(...of) - Math.min(...of);
  return {
    width: span(all.map(({ x }) => x)) + BLOCK_WIDTH,
    height: span(all.map(({ y }) => y)) + BLOCK_HEIGHT,
  };
}

describe("a line of blocks", () => {
  test.each([
    [2, 1],
    [7, 1],
    [8, 2],
    [14, 2],
    [15, 3],
  ])("of %i takes %i columns", (blocks, columns) => {
    const places = [...layoutOf(dropouts(blocks - 2)).values()];
    expect(new Set(places.map(({ x }) => x)).size).toBe(columns);
    expect(places[0]).toEqual({ x: 0, y: 0 });
    expect(places[1]).toEqual({ x: 0, y: ROW_HEIGHT });
  });

  test("the lecture's network fits the canvas of a small window at nearly its full size", () => {
    const { width, height } = sizeOf(layoutOf(presetById("lecture-cnn")!.graph));
    expect(Math.min(736 / width, 656 / height)).toBeGreaterThan(0.9);
  });

  test("goes on at the top of the next column", () => {
    const graph = dropouts(15);
    const places = layoutOf(graph);
    const turns = graph.edges.filter(({ source, target }) => places.get(target)!.y < places.get(source)!.y);
    expect(turns).toHaveLength(2);
    for (const { source, target } of turns) {
      expect(places.get(target)).toEqual({ x: places.get(source)!.x + COLUMN_WIDTH, y: 0 });
    }
  });

  test("is tidy wherever the whole stands, and is not where one block has moved", () => {
    const graph = dropouts(5);
    const away = graph.nodes.map((node) => ({
      ...node,
      position: { x: node.position.x + 9, y: node.position.y - 4 },
    }));
    expect(isTidy({ ...graph, nodes: away })).toBe(true);
    expect(isTidy({ ...graph, nodes: away.with(2, graph.nodes[2]!) })).toBe(false);
  });
});

describe("branches", () => {
  const edge = (way: string) => ({ source: way[0]!, target: way[1]! });
  const net = (ids: string, ways: string) => ({
    nodes: ids.split("").map((id) => ({ id })),
    edges: ways.split(" ").map(edge),
  });

  test("are told from what comes one after the other", () => {
    expect(partsOf(net("abcdef", "ab ac bd cd de ef"))).toEqual([
      [
        { kind: "block", id: "a" },
        {
          kind: "branches",
          hasBypass: false,
          branches: [[{ kind: "block", id: "b" }], [{ kind: "block", id: "c" }]],
        },
        { kind: "block", id: "d" },
        { kind: "block", id: "e" },
        { kind: "block", id: "f" },
      ],
    ]);
  });

  test("stand side by side and below what feeds them, what joins them in the middle", () => {
    const places = layoutOf(net("abcd", "ab ac bd cd"));
    const [b, c] = [places.get("b")!, places.get("c")!];
    expect(c.x - b.x).toBeGreaterThanOrEqual(BLOCK_WIDTH + 16);
    expect([b.y, c.y]).toEqual([ROW_HEIGHT, ROW_HEIGHT]);
    expect(places.get("d")).toEqual({ x: (b.x + c.x) / 2, y: 2 * ROW_HEIGHT });
  });

  test("a connection past a block has a way of its own", () => {
    const places = layoutOf(net("abc", "ab bc ac"));
    expect(places.get("a")!.x).toBe(places.get("c")!.x);
    expect(places.get("b")!.x).toBeGreaterThan(places.get("a")!.x + BLOCK_WIDTH / 2 + 8);
  });

  test("that cross each other, a loop and blocks of their own have places too", () => {
    const crossed = net("abcdef", "ab ac bd be cd ce df ef");
    expect(new Set([...layoutOf(crossed).values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(6);
    expect(layoutOf(net("abcd", "ab bc cb")).size).toBe(4);
  });

  test("no two blocks of any network lie over each other", () => {
    const edges = fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 30 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const any = {
          nodes: Array.from({ length: 15 }, (_, index) => ({ id: `n${index}` })),
          edges: pairs.map(([from, to]) => ({ source: `n${from}`, target: `n${to}` })),
        };
        const places = [...layoutOf(any).values()];
        expect(places).toHaveLength(15);
        for (const [index, a] of places.entries()) {
          for (const b of places.slice(index + 1)) {
            expect(Math.abs(a.x - b.x) >= BLOCK_WIDTH + 16 || Math.abs(a.y - b.y) >= ROW_HEIGHT).toBe(true);
          }
        }
      }),
    );
  });
});

describe("modules", () => {
  test.each([
    ["googlenet", "Inception module", 9],
    ["inception-small", "Inception module", 3],
    ["resnet-18", "Residual block", 8],
    ["lecture-cnn", "", 0],
  ])("of %s are read from how it is connected", (id, title, count) => {
    const groups = groupsOf(presetById(id)!.graph);
    expect(groups).toHaveLength(count);
    expect(groups.every((group) => group.title === title)).toBe(true);
  });

  test("hold their branches and what joins them", () => {
    const [first] = groupsOf(presetById("googlenet")!.graph);
    expect(first).toMatchObject({ id: "concatenate" });
    expect(first?.members).toHaveLength(8);
    expect(first?.members.at(-1)).toBe("concatenate");
  });
});
