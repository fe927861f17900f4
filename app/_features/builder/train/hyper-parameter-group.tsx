"use client";

import { classesOf } from "#models/tasks/classes-of.ts";
import { fieldsFor } from "#models/tasks/fields-for.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { type FieldGroup, isApplicable } from "#models/training/hyper-parameter-fields.ts";
import { ClassWeightInput } from "./class-weight-input.tsx";
import { HyperParameterInput } from "./hyper-parameter-input.tsx";
import type { ParsedTrainingForm, TrainingForm } from "./training-form.ts";

export type HyperParameterGroupProps = {
  group: FieldGroup;
  form: TrainingForm;
  parsed: ParsedTrainingForm;
  target: TaskTarget;
  onChange: (change: Partial<TrainingForm>) => void;
};

/** The fields of one group that mean something with what is chosen. */
export function HyperParameterGroup({ group, form, parsed, target, onChange }: HyperParameterGroupProps) {
  const errors = parsed.ok ? {} : parsed.errors;
  return fieldsFor(target)
    .filter((field) => field.group === group && isApplicable(field, form))
    .map((field) =>
      field.name === "classWeight" && field.kind === "choice" ? (
        <ClassWeightInput
          key={field.name}
          field={field}
          value={form.classWeight}
          classes={classesOf(target)}
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
