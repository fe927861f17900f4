"use client";

import {
  type FieldGroup,
  HYPER_PARAMETER_FIELDS,
  isApplicable,
} from "#models/training/hyper-parameter-fields.ts";
import { ClassWeightInput } from "./class-weight-input.tsx";
import { HyperParameterInput } from "./hyper-parameter-input.tsx";
import type { ParsedTrainingForm, TrainingForm } from "./training-form.ts";

export type HyperParameterGroupProps = {
  group: FieldGroup;
  form: TrainingForm;
  parsed: ParsedTrainingForm;
  classes: readonly string[];
  onChange: (change: Partial<TrainingForm>) => void;
};

/** The fields of one group that mean something with what is chosen. */
export function HyperParameterGroup({ group, form, parsed, classes, onChange }: HyperParameterGroupProps) {
  const errors = parsed.ok ? {} : parsed.errors;
  return HYPER_PARAMETER_FIELDS.filter((field) => field.group === group && isApplicable(field, form)).map(
    (field) =>
      field.name === "classWeight" && field.kind === "choice" ? (
        <ClassWeightInput
          key={field.name}
          field={field}
          value={form.classWeight}
          classes={classes}
          error={errors.classWeight}
          onChange={(classWeight) => onChange({ classWeight })}
        />
      ) : (
        <HyperParameterInput
          key={field.name}
          field={field}
          value={form[field.name]}
          emptyMeans={"emptyMeans" in field ? field.emptyMeans : undefined}
          error={errors[field.name]}
          onChange={(value) => onChange({ [field.name]: value })}
        />
      ),
  );
}
