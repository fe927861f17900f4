"use client";

import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { cn } from "#app/_lib/cn.ts";
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

/** What fits beside another field; longer choices have a line to themselves. */
const SHORT_LABEL = 20;

export function HyperParameterInput({ field, value, emptyMeans, error, onChange }: HyperParameterInputProps) {
  const chosen: unknown = field.kind === "choice" && value === null ? field.options[0]?.value : value;
  const isWide = field.kind === "choice" && field.options.some(({ label }) => label.length > SHORT_LABEL);
  return (
    <Field
      label={field.label}
      hint={field.help}
      error={error}
      className={cn("min-w-0", isWide && "sm:col-span-2")}
    >
      {field.kind === "choice" ? (
        <Select
          aria-label={field.label}
          // None chosen is the first.
          value={String(chosen)}
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
