import { expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import { withOtherIds } from "../testing/with-other-ids.ts";
import { answerLikeness, graphLikeness } from "./alike.ts";

const conv = (filters: number): ChainLayer => ({ type: "Conv2D", settings: { filters, kernelSize: [3, 3] } });
const tail: ChainLayer[] = [{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }];

test("networks are alike by their blocks in order, whatever these are called", () => {
  const graph = chainGraph([conv(8), conv(16), ...tail]);
  expect(graphLikeness(graph, withOtherIds(graph))).toBe(1);
  // One of four blocks has another setting; one is added.
  expect(graphLikeness(graph, chainGraph([conv(8), conv(32), ...tail]))).toBe(0.75);
  expect(graphLikeness(graph, chainGraph([conv(8), conv(16), { type: "Dropout" }, ...tail]))).toBeCloseTo(
    8 / 9,
    12,
  );
  expect(graphLikeness(graph, chainGraph([{ type: "GlobalAveragePooling2D" }]))).toBe(0);
});

test("answers are alike by how many are the same", () => {
  expect(answerLikeness([1, 2, 3, 4], [1, 2, 0, 4])).toBe(0.75);
  expect(answerLikeness([1], [1, 2])).toBeNull();
  expect(answerLikeness([], [])).toBeNull();
});
