import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { parseTrainingForm, rememberedForm, rememberForm } from "./training-form.ts";

const target = numberedClasses(3);

test("the defaults can start", () => {
  expect(parseTrainingForm(DEFAULT_HYPER_PARAMETERS, target)).toEqual({
    ok: true,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  });
});

test.each([
  [{ epochs: 0 }, "epochs", "Expected a whole number from 1 to 200, received 0"],
  [{ epochs: 2.5 }, "epochs", "Expected a whole number from 1 to 200, received 2.5"],
  [{ batchSize: "" }, "batchSize", "Expected a whole number from 1 to 512, received nothing"],
  [{ learningRate: "abc" }, "learningRate", "Expected a number from 1e-7 to 10, received abc"],
  [
    { classWeight: [1, "x", 2] },
    "classWeight",
    "Expected a number from 0 to 1000000 for each class, received x",
  ],
  [
    { classWeight: [1, "", 2] },
    "classWeight",
    "Expected a number from 0 to 1000000 for each class, received nothing",
  ],
  [{ classWeight: [1, 2] }, "classWeight", "Expected 3 class weights, one for each class, received 2"],
  [{ optimizer: "sgd", momentum: 1 }, "momentum", "Expected a number from 0 to 0.999, received 1"],
] as const)("%o is explained", (change, name, message) => {
  expect(parseTrainingForm({ ...DEFAULT_HYPER_PARAMETERS, ...change }, target)).toEqual({
    ok: false,
    errors: { [name]: message },
  });
});

test("more epochs than the cohort allows are told where they are typed", () => {
  const form = { ...DEFAULT_HYPER_PARAMETERS, epochs: 6 };
  expect(parseTrainingForm(form, target, 6).ok).toBe(true);
  expect(parseTrainingForm(form, target, 5)).toEqual({
    ok: false,
    errors: { epochs: "Your instructor lets a run have at most 5 epochs here" },
  });
});

test("momentum counts for SGD alone", () => {
  expect(parseTrainingForm({ ...DEFAULT_HYPER_PARAMETERS, momentum: "x" }, target).ok).toBe(true);
});

test("a design remembers what it was trained with; a broken memory is the defaults", () => {
  const items = new Map([["strata:training:b", "{not json"]]);
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
  };
  rememberForm(storage, "a", { ...DEFAULT_HYPER_PARAMETERS, epochs: 3, classWeight: [1, 2, 0.5] });
  expect(rememberedForm(storage, "a")).toMatchObject({ epochs: 3, classWeight: [1, 2, 0.5] });
  expect(rememberedForm(storage, "b")).toEqual(DEFAULT_HYPER_PARAMETERS);
});
