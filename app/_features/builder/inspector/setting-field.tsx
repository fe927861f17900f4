"use client";

import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import type { SettingField as FieldDescription } from "#models/layers/setting-field.ts";
import type { Json } from "#models/graph/storable.ts";
import { NumberInput } from "./number-input.tsx";
import { NumbersInput } from "./numbers-input.tsx";
import { ShapeInput } from "./shape-input.tsx";
import { SizeInput } from "./size-input.tsx";

type SettingFieldProps = {
  field: FieldDescription;
  /** As in the settings, right or wrong; the default where it is left out. */
  value: unknown;
  error: string | undefined;
  isReadOnly: boolean;
  onChange: (value: Json | undefined) => void;
  onDone: () => void;
};

/** One setting, from its description: no layer has code of its own here. */
export function SettingField({ field, value, error, isReadOnly, onChange, onDone }: SettingFieldProps) {
  const isWrong = error !== undefined;
  const hint =
    "emptyMeans" in field && field.emptyMeans !== undefined && value === undefined
      ? `${field.help} Now: ${field.emptyMeans}.`
      : field.help;
  switch (field.kind) {
    case "integer":
    case "number":
      return (
        <Field label={field.label} hint={hint} error={error}>
          <NumberInput
            value={value}
            limits={field}
            isWrong={isWrong}
            isReadOnly={isReadOnly}
            placeholder={field.emptyMeans === undefined ? undefined : "auto"}
            onChange={(next) => onChange(next === "" && field.emptyMeans !== undefined ? undefined : next)}
            onDone={onDone}
          />
        </Field>
      );
    case "size2d":
      return (
        <Field label={field.label} hint={hint} error={error}>
          <SizeInput
            value={value}
            label={field.label}
            limits={field}
            isOptional={field.isOptional}
            isWrong={isWrong}
            isReadOnly={isReadOnly}
            onChange={onChange}
            onDone={onDone}
          />
        </Field>
      );
    case "shape":
      return (
        <Field label={field.label} hint={hint} error={error}>
          <ShapeInput
            value={value}
            label={field.label}
            isWrong={isWrong}
            isReadOnly={isReadOnly}
            onChange={onChange}
            onDone={onDone}
          />
        </Field>
      );
    case "numbers":
      return (
        <Field label={field.label} hint={hint} error={error}>
          <NumbersInput
            value={value}
            field={field}
            isWrong={isWrong}
            isReadOnly={isReadOnly}
            onChange={onChange}
            onDone={onDone}
          />
        </Field>
      );
    case "choice":
      return (
        <Field label={field.label} hint={hint} error={error}>
          <Select
            aria-label={field.label}
            className="h-8 px-2 max-md:h-11"
            value={String(value)}
            options={field.options.map((option) => ({ ...option, value: String(option.value) }))}
            disabled={isReadOnly}
            onValueChange={(next) => {
              onChange(field.options.find((option) => String(option.value) === next)?.value ?? next);
              onDone();
            }}
          />
        </Field>
      );
    case "boolean":
      return (
        <Field label={field.label} hint={hint} error={error}>
          <Switch
            aria-label={field.label}
            className="max-md:my-3"
            checked={value === true}
            disabled={isReadOnly}
            onCheckedChange={(next) => {
              onChange(next);
              onDone();
            }}
          />
        </Field>
      );
  }
}
