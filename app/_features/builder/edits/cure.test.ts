import { expect, test } from "vitest";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { cureText, doCure } from "./cure.ts";

const target = { inputShape: [64, 64, 3], target: numberedClasses(10) };
const conv: ChainLayer = { type: "Conv2D", settings: { filters: 4 } };
const dense = (units: number): ChainLayer => ({ type: "Dense", settings: { units } });

test.each<[string, ModelGraph]>([
  ["Put Flatten and Dense with 10 units before Output", emptyGraph()],
  ["Put Flatten and Dense with 10 units before Output", chainGraph([conv])],
  ["Put Dense with 10 units before Output", chainGraph([conv, { type: "Flatten" }])],
  ["Put Flatten before dense", chainGraph([conv, dense(10)])],
  ["Set units to 10", chainGraph([conv, { type: "Flatten" }, dense(64), { type: "Dropout" }])],
  [
    "Set activation to linear",
    chainGraph([conv, { type: "Flatten" }, { ...dense(10), settings: { units: 10, activation: "softmax" } }]),
  ],
  ["Set shape to 64×64×3", chainGraph([conv, { type: "Flatten" }, dense(10)], [32, 32, 3])],
])("%s mends what it is about", (text, graph) => {
  const [issue] = analyzeGraph(graph, target).issues;
  if (issue?.cure === undefined) throw new Error("It has no cure");
  expect(cureText(graph, issue.cure)).toBe(text);
  const plan = doCure(graph, issue.cure);
  if (!plan.ok) throw new Error(plan.reason);
  expect(analyzeGraph(applyEdit(graph, plan.edit), target)).toMatchObject({ isTrainable: true, issues: [] });
});

test("a cure for what is gone says so", () => {
  const layers = [{ type: "Flatten" }];
  expect(doCure(emptyGraph(), { kind: "insertBefore", nodeId: "gone", layers })).toMatchObject({ ok: false });
});
