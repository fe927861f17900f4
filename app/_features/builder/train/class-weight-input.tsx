"use client";

import { useId } from "react";
import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { CLASS_WEIGHT_LIMITS } from "#models/training/hyper-parameter-defaults.ts";
import type { HyperParameterField } from "#models/training/hyper-parameter-fields.ts";
import { NumberInput } from "../inspector/number-input.tsx";
import type { TrainingForm } from "./training-form.ts";

type ClassWeightInputProps = {
  field: HyperParameterField & { kind: "choice" };
  value: TrainingForm["classWeight"];
  classes: readonly string[];
  error: string | undefined;
  onChange: (value: TrainingForm["classWeight"]) => void;
};

/** A rule for the weights, or a number for each class. */
export function ClassWeightInput({ field, value, classes, error, onChange }: ClassWeightInputProps) {
  const id = useId();
  const own = typeof value === "string" ? null : value;
  return (
    <>
      <Field
        label={field.label}
        hint={field.help}
        error={own === null ? error : undefined}
        className="min-w-0 sm:col-span-2"
      >
        <Select
          aria-label={field.label}
          value={typeof value === "string" ? value : "own"}
          options={field.options}
          onValueChange={(next) => onChange(next === "own" ? classes.map(() => 1) : next)}
        />
      </Field>
      {own !== null && (
        <fieldset aria-label="Weight of each class" className="min-w-0 space-y-2 sm:col-span-2">
          {error !== undefined && (
            <p id={id} role="alert" className="text-destructive-text text-[0.8125rem]">
              {error}
            </p>
          )}
          <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
            {classes.map((name, index) => (
              <label key={name} className="flex min-w-0 flex-col gap-1 text-[0.8125rem]">
                <span className="text-muted-foreground truncate">{formatClassName(name)}</span>
                <NumberInput
                  label={`Weight of ${formatClassName(name)}`}
                  describedBy={error === undefined ? undefined : id}
                  className="h-9 px-3"
                  value={own[index] ?? ""}
                  limits={{ ...CLASS_WEIGHT_LIMITS, step: 0.1 }}
                  isWrong={error !== undefined && !isWeight(own[index])}
                  onChange={(weight) =>
                    onChange(classes.map((_, each) => (each === index ? weight : (own[each] ?? ""))))
                  }
                />
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

function isWeight(value: unknown): boolean {
  return typeof value === "number" && value >= CLASS_WEIGHT_LIMITS.min && value <= CLASS_WEIGHT_LIMITS.max;
}
