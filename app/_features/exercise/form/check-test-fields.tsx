"use client";

import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import type { CheckTest } from "#models/exercises/checks/check.ts";
import { RULABLE_LAYERS } from "#models/exercises/rulable-layers.ts";

type CheckTestFieldsProps = { test: CheckTest; onChange: (test: CheckTest) => void };

/** What a check of each kind lets an instructor choose. */
export function CheckTestFields({ test, onChange }: CheckTestFieldsProps) {
  switch (test.kind) {
    case "max-params":
      return (
        <Count
          label="Parameters at most"
          most={1e9}
          value={test.max}
          onChange={(max) => onChange({ ...test, max })}
        />
      );
    case "max-epochs":
      return (
        <Count
          label="Epochs at most"
          most={200}
          value={test.max}
          onChange={(max) => onChange({ ...test, max })}
        />
      );
    case "conv-then-pool":
      return (
        <Count
          label="Convolutions at least"
          most={100}
          value={test.count}
          onChange={(count) => onChange({ ...test, count })}
        />
      );
    case "seed":
      return (
        <Count
          label="Seed"
          least={0}
          most={2_147_483_647}
          value={test.seed}
          onChange={(seed) => onChange({ ...test, seed })}
        />
      );
    case "has-layer":
      return (
        <>
          <Layer value={test.layer} onChange={(layer) => onChange({ ...test, layer })} />
          <Count
            label="At least"
            most={100}
            value={test.count}
            onChange={(count) => onChange({ ...test, count })}
          />
        </>
      );
    case "no-layer":
      return <Layer value={test.layer} onChange={(layer) => onChange({ ...test, layer })} />;
    case "accuracy":
    case "macro-f1":
      return (
        <Percent label="Percent at least" value={test.min} onChange={(min) => onChange({ ...test, min })} />
      );
    case "gap":
      return (
        <Percent label="Percent at most" value={test.max} onChange={(max) => onChange({ ...test, max })} />
      );
    case "class-recall":
      return (
        <>
          <Field label="Class">
            <Input
              value={test.className}
              maxLength={80}
              onValueChange={(className) => onChange({ ...test, className })}
            />
          </Field>
          <Percent label="Percent at least" value={test.min} onChange={(min) => onChange({ ...test, min })} />
        </>
      );
    case "no-dense-before-flatten":
    case "early-stopping":
      return null;
  }
}

type CountProps = {
  label: string;
  least?: number;
  most: number;
  value: number;
  onChange: (value: number) => void;
};

function Count({ label, least = 1, most, value, onChange }: CountProps) {
  return (
    <Field label={label}>
      <NumberField min={least} max={most} value={value} onValueChange={(next) => onChange(next ?? least)} />
    </Field>
  );
}

function Percent({ label, value, onChange }: Omit<CountProps, "least" | "most">) {
  return (
    <Field label={label}>
      <NumberField
        min={0}
        max={100}
        value={Number((value * 100).toFixed(4))}
        onValueChange={(next) => onChange((next ?? 0) / 100)}
      />
    </Field>
  );
}

function Layer({ value, onChange }: { value: string; onChange: (layer: string) => void }) {
  return (
    <Field label="Block">
      <Select
        value={value}
        onValueChange={onChange}
        options={RULABLE_LAYERS.map((layer) => ({ value: layer, label: layer }))}
      />
    </Field>
  );
}
