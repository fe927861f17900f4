"use client";

import { Field } from "#app/components/ui/field.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { Switch } from "#app/components/ui/switch.tsx";
import type { HyperParameterField } from "#models/training/hyper-parameter-fields.ts";
import { NumberInput } from "../inspector/number-input.tsx";

type HyperParameterInputProps = {
  field: HyperParameterField;
  value: unknown;
  /** What an empty number stands for. */
  emptyMeans: string | undefined;
  error: string | undefined;
  onChange: (value: string | number | boolean) => void;
};

export function HyperParameterInput({ field, value, emptyMeans, error, onChange }: HyperParameterInputProps) {
  return (
    <Field label={field.label} hint={field.help} error={error}>
      {field.kind === "choice" ? (
        <Select
          aria-label={field.label}
          value={String(value)}
          options={field.options}
          onValueChange={onChange}
        />
      ) : field.kind === "boolean" ? (
        <Switch aria-label={field.label} checked={value === true} onCheckedChange={onChange} />
      ) : (
        <NumberInput
          className="h-9 px-3"
          value={value ?? ""}
          limits={field}
          placeholder={emptyMeans}
          isWrong={error !== undefined}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
