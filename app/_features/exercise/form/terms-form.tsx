"use client";

import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import type { LateRule } from "#models/exercises/late-rule.ts";
import { formatZoned, instantOf } from "#models/exercises/zoned-time.ts";
import type { ExerciseDraft } from "./exercise-draft.ts";

type TermsFormProps = {
  draft: ExerciseDraft;
  timeZone: string;
  onChange: (part: Partial<ExerciseDraft>) => void;
};

const LATE: Record<LateRule["kind"], { label: string; rule: LateRule }> = {
  none: { label: "Nothing is taken", rule: { kind: "none" } },
  percent: { label: "Less points for each day", rule: { kind: "percent", percentADay: 10 } },
  cutoff: { label: "Taken until a cut-off", rule: { kind: "cutoff", hours: 24 } },
};

export function TermsForm({ draft, timeZone, onChange }: TermsFormProps) {
  const { late, limits } = draft.handIn;
  const setLate = (rule: LateRule) => onChange({ handIn: { ...draft.handIn, late: rule } });
  const setLimit = (part: Partial<typeof limits>) =>
    onChange({ handIn: { ...draft.handIn, limits: { ...limits, ...part } } });
  const read = (field: string) => {
    const ms = instantOf(field, timeZone);
    return ms === null ? "None" : formatZoned(ms, timeZone);
  };
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <Field label="Opens" hint={read(draft.opens)}>
        <Input type="datetime-local" value={draft.opens} onValueChange={(opens) => onChange({ opens })} />
      </Field>
      <Field label="Due" hint={read(draft.due)}>
        <Input type="datetime-local" value={draft.due} onValueChange={(due) => onChange({ due })} />
      </Field>
      <Field label="After the deadline">
        <Select
          value={late.kind}
          onValueChange={(kind) => setLate(LATE[kind].rule)}
          options={(Object.keys(LATE) as LateRule["kind"][]).map((kind) => ({
            value: kind,
            label: LATE[kind].label,
          }))}
        />
      </Field>
      {late.kind === "percent" && (
        <Field label="Percent of the points a day">
          <NumberField
            min={1}
            max={100}
            value={late.percentADay}
            onValueChange={(value) => setLate({ kind: "percent", percentADay: value ?? 1 })}
          />
        </Field>
      )}
      {late.kind === "cutoff" && (
        <Field label="Hours after the deadline">
          <NumberField
            min={1}
            max={1440}
            value={late.hours}
            onValueChange={(value) => setLate({ kind: "cutoff", hours: value ?? 1 })}
          />
        </Field>
      )}
      <Field label="Submissions in all" hint="Empty for any number.">
        <NumberField min={1} max={1000} value={limits.total} onValueChange={(total) => setLimit({ total })} />
      </Field>
      <Field label="Submissions in 24 hours" hint="Empty for any number.">
        <NumberField
          min={1}
          max={100}
          value={limits.perDay}
          onValueChange={(perDay) => setLimit({ perDay })}
        />
      </Field>
    </div>
  );
}
