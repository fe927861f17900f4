import { expect, test } from "vitest";
import { hyperParameters } from "../training/hyper-parameters.ts";
import { fieldsFor } from "./fields-for.ts";
import { formatRank } from "./format-rank.ts";
import { taskOf } from "./index.ts";
import { monitorsOf } from "./monitors-of.ts";
import { numberedClasses } from "./numbered-classes.ts";
import { settingProblems } from "./setting-problems.ts";

const three = numberedClasses(3);
const problemsOf = (chosen: object) => settingProblems(hyperParameters.parse(chosen), three);

test("a classification is ranked by accuracy, then by macro F1, and shown in percent", () => {
  const task = taskOf(three);
  const score = { count: 4, loss: 1, accuracy: 0.75, accuracyInterval: [0, 1], macroF1: 0.7 };
  expect(task.rankOf(score)).toEqual({ score: 0.75, tieBreak: 0.7 });
  const columns = task.ranking(three);
  expect([columns.score.label, formatRank(columns.score, 0.75)]).toEqual(["Test accuracy", "75.00\u00a0%"]);
  expect([columns.tieBreak.label, formatRank(columns.tieBreak, null)]).toEqual(["Macro F1", "–"]);
});

test("early stopping watches what the task measures", () => {
  expect(monitorsOf(three).map(({ value }) => value)).toEqual(["valLoss", "valAccuracy"]);
  expect(problemsOf({ earlyStopping: "valAccuracy" })).toEqual({});
  expect(problemsOf({ earlyStopping: "valSharpness" }).earlyStopping).toBe(
    "Expected none, valLoss or valAccuracy, received valSharpness",
  );
});

test("a loss is one of the task's, and class weights fit the classes", () => {
  expect(problemsOf({ loss: "categoricalCrossentropy" })).toEqual({});
  expect(problemsOf({ loss: "mystery" }).loss).toMatch(/Expected a loss of classification.*received mystery/);
  expect(problemsOf({ classWeight: [1, 2] }).classWeight).toMatch(/Expected 3 class weights/);
});

test("a form leaves out a choice of one loss, and names what can be watched", () => {
  const fields = fieldsFor(three);
  expect(fields.some(({ name }) => name === "loss")).toBe(false);
  expect(fields.find(({ name }) => name === "earlyStopping")).toMatchObject({
    options: [
      { value: "none", label: "Off" },
      { value: "valLoss", label: "On the validation loss" },
      { value: "valAccuracy", label: "On the validation accuracy" },
    ],
  });
});
