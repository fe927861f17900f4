import { expect, test } from "vitest";
import { analyzeGraph } from "../graph/analyze.ts";
import { numberedClasses } from "../tasks/numbered-classes.ts";
import { mobilenetV3Small, STAGES, transferNetwork } from "./mobilenet-v3-small.ts";

const common = {
  inputShape: [64, 64, 3],
  units: 10,
  side: 96,
  pooling: "average",
  frozenStages: STAGES,
} as const;
const totalsOf = (changes: Partial<Parameters<typeof transferNetwork>[0]>) => {
  const graph = transferNetwork({ ...common, ...changes });
  const { issues, totals } = analyzeGraph(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  expect(issues).toEqual([]);
  return totals;
};

test("each stage that is frozen leaves less to train, from all to Dense alone", () => {
  const trainable = Array.from(
    { length: STAGES + 1 },
    (_, frozenStages) => totalsOf({ frozenStages }).trainableParams,
  );
  expect(trainable.toSorted((a, b) => b - a)).toEqual(trainable);
  expect(new Set(trainable).size).toBe(STAGES + 1);
  expect([trainable[0], trainable.at(-1)]).toEqual([927_008 + 5770, 5770]);
});

test.each([
  ["average", 576],
  ["max", 576],
  ["none", 3 * 3 * 576],
] as const)("pooled by %s, Dense reads %i numbers", (pooling, length) => {
  expect(totalsOf({ pooling }).trainableParams).toBe(10 * (length + 1));
});

test.each([
  ["torch", 0.99],
  ["keras", 0.999],
] as const)(
  "with %s's padding, moving statistics follow its original with a momentum of %d",
  (padding, momentum) => {
    const { nodes } = mobilenetV3Small({ padding, frozenStages: 0 });
    const normalizations = nodes.filter(({ type }) => type === "BatchNormalization");
    expect(normalizations).toHaveLength(34);
    expect(new Set(normalizations.map(({ settings }) => settings["momentum"]))).toEqual(new Set([momentum]));
  },
);
