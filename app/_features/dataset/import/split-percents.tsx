"use client";

import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";

type Percents = { validationPercent: number; testPercent: number };

type SplitPercentsProps = {
  value: Percents;
  hint?: string;
  onChange: (changed: Partial<Percents>) => void;
};

/** The parts that are kept from training. */
export function SplitPercents({ value, hint, onChange }: SplitPercentsProps) {
  const { validationPercent, testPercent } = value;
  return (
    <>
      <Field label="Validation, %" hint={hint}>
        <NumberField
          value={validationPercent}
          min={5}
          max={90}
          onValueChange={(next) => onChange({ validationPercent: next ?? 20 })}
        />
      </Field>
      <Field label="Test, %">
        <NumberField
          value={testPercent}
          min={5}
          max={90}
          onValueChange={(next) => onChange({ testPercent: next ?? 20 })}
        />
      </Field>
    </>
  );
}
