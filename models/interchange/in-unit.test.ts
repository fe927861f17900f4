import { expect, test } from "vitest";
import { chainGraph } from "../graph/chain.ts";
import { inUnit } from "./in-unit.ts";
import { networkOf } from "./network.ts";
import { toPython } from "./to-python.ts";

test("a network of one number ends in its unit, under a name of its own", () => {
  const graph = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 1 } }], [2, 2, 1]);
  const result = networkOf(graph);
  if (!result.ok) throw new Error(result.reason);
  const once = inUnit(result.network, { scale: 243.5, offset: 450.25 });
  expect(toPython(once, "network").split("\n").slice(-2)).toEqual([
    'in_unit = layers.Rescaling(scale=243.5, offset=450.25, name="in_unit")(dense)',
    'model = keras.Model(input_, in_unit, name="network")',
  ]);
  const twice = inUnit(once, { scale: 2, offset: 0 });
  expect(twice.logits).toBe("in_unit_1");
  expect(result.network.layers).toHaveLength(3);
});
