import { expect, test } from "vitest";
import { chainGraph } from "../chain.ts";
import { applyEdit } from "./apply-edit.ts";
import { invertEdit } from "./invert-edit.ts";
import { commonSettings, setCommon } from "./set-common.ts";

const graph = chainGraph([
  { type: "Conv2D", settings: { filters: 16, kernelSize: [3, 3] } },
  { type: "Conv2D", settings: { filters: 32, kernelSize: [3, 3] } },
  { type: "MaxPooling2D" },
  { type: "Dense", settings: { units: 10 } },
]);
const common = (...ids: string[]) => commonSettings(graph.nodes.filter(({ id }) => ids.includes(id)));
const names = (...ids: string[]) => common(...ids).map(({ field }) => field.name);

test("blocks of one kind share all settings, with what each has", () => {
  const settings = common("conv2d", "conv2d_1");
  expect(settings.find(({ field }) => field.name === "filters")).toMatchObject({ values: [16, 32] });
  expect(settings.find(({ field }) => field.name === "kernelSize")).toMatchObject({ values: [[3, 3]] });
  expect(settings.find(({ field }) => field.name === "useBias")).toMatchObject({ values: [true] });
});

test("blocks of several kinds share what is called the same and is the same", () => {
  expect(names("conv2d", "max_pooling2d")).toContain("padding");
  expect(names("conv2d", "max_pooling2d")).not.toContain("filters");
  expect(names("conv2d", "dense")).toContain("activation");
  expect(names("conv2d", "flatten", "output")).toEqual([]);
});

test("layers with weights of any kind share whether they are trained, which they are where nothing is said", () => {
  const [only, ...more] = common("conv2d", "dense").filter(({ field }) => field.name === "trainable");
  expect([only?.values, more]).toEqual([[true], []]);
  expect(names("conv2d", "max_pooling2d")).not.toContain("trainable");
});

test("one value for all is one edit, and its inverse gives each its own again", () => {
  const plan = setCommon(graph, ["conv2d", "conv2d_1"], { name: "filters", value: 8 });
  if (!plan.ok) throw new Error(plan.reason);
  const after = applyEdit(graph, plan.edit);
  expect(after.nodes.map(({ settings }) => settings["filters"])).toEqual([
    undefined,
    8,
    8,
    undefined,
    undefined,
    undefined,
  ]);
  expect(applyEdit(after, invertEdit(graph, plan.edit))).toEqual(graph);
});
