import { expect, test } from "vitest";
import { HYPER_PARAMETER_FIELDS, isApplicable } from "./hyper-parameter-fields.ts";
import { DEFAULT_HYPER_PARAMETERS, hyperParameters } from "./hyper-parameters.ts";

test("every hyper-parameter has one field", () => {
  expect(HYPER_PARAMETER_FIELDS.map((field) => field.name).toSorted()).toEqual(
    Object.keys(DEFAULT_HYPER_PARAMETERS).toSorted(),
  );
});

test.each(HYPER_PARAMETER_FIELDS.filter((field) => "min" in field))(
  "$name: $min to $max",
  ({ name, min, max }) => {
    const accepts = (value: number) => hyperParameters.safeParse({ [name]: value }).success;
    expect([min, max].map(accepts)).toEqual([true, true]);
    expect([min - 1, max + 1].map(accepts)).toEqual([false, false]);
  },
);

test("an empty number is null in the schema, where it may be empty", () => {
  // Of the losses, none chosen is the first.
  const mayBeEmpty = HYPER_PARAMETER_FIELDS.filter((field) => "emptyMeans" in field || field.name === "loss");
  const nullable = HYPER_PARAMETER_FIELDS.filter(
    ({ name }) => hyperParameters.safeParse({ [name]: null }).success,
  );
  expect(mayBeEmpty).toEqual(nullable);
});

test("a field shows with the choices that it belongs to", () => {
  const shown = (chosen: object) =>
    HYPER_PARAMETER_FIELDS.filter((field) =>
      isApplicable(field, { ...DEFAULT_HYPER_PARAMETERS, ...chosen }),
    ).map(({ name }) => name);
  expect(shown({})).not.toContain("momentum");
  expect(shown({ optimizer: "sgd" })).toEqual(expect.arrayContaining(["momentum", "nesterov"]));
  expect(shown({ schedule: "step" })).toEqual(expect.arrayContaining(["stepEpochs", "stepFactor"]));
  expect(shown({ schedule: "step" })).not.toContain("plateauFactor");
  expect(shown({ earlyStopping: "valLoss" })).toContain("earlyStoppingPatience");
});

test("hyper-parameters of an older run parse, with the new ones off", () => {
  const old = {
    optimizer: "sgd",
    learningRate: 0.05,
    momentum: 0.8,
    batchSize: 64,
    epochs: 3,
    seed: 9,
    flipHorizontal: true,
    flipVertical: false,
  };
  const off = {
    nesterov: false,
    startedRateFactor: 1,
    weightDecay: null,
    globalClipnorm: null,
    schedule: "constant",
    warmupEpochs: 0,
    earlyStopping: "none",
    labelSmoothing: 0,
    classWeight: "none",
  };
  expect(hyperParameters.parse(old)).toMatchObject({ ...old, ...off });
});
