"use client";

import {
  type FieldGroup,
  HYPER_PARAMETER_FIELDS,
  isApplicable,
} from "#models/training/hyper-parameter-fields.ts";
import { HyperParameterInput } from "./hyper-parameter-input.tsx";
import type { ParsedTrainingForm, TrainingForm } from "./training-form.ts";

export type HyperParameterGroupProps = {
  group: FieldGroup;
  form: TrainingForm;
  parsed: ParsedTrainingForm;
  onChange: (change: Partial<TrainingForm>) => void;
};

/** The fields of one group that mean something with what is chosen. */
export function HyperParameterGroup({ group, form, parsed, onChange }: HyperParameterGroupProps) {
  return HYPER_PARAMETER_FIELDS.filter((field) => field.group === group && isApplicable(field, form)).map(
    (field) => (
      <HyperParameterInput
        key={field.name}
        field={field}
        value={form[field.name]}
        emptyMeans={"emptyMeans" in field ? field.emptyMeans : undefined}
        error={parsed.ok ? undefined : parsed.errors[field.name]}
        onChange={(value) => onChange({ [field.name]: value })}
      />
    ),
  );
}
