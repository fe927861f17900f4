import { expect, test } from "vitest";
import { HYPER_PARAMETER_FIELDS } from "./hyper-parameter-fields.ts";
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
