"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import type { Criterion } from "#models/grading/rubric.ts";
import { MAX_LEVELS } from "#models/grading/rubric-limits.ts";

type CriterionFormProps = {
  criterion: Criterion;
  onChange: (criterion: Criterion) => void;
  onRemove: () => void;
};

export function CriterionForm({ criterion, onChange, onRemove }: CriterionFormProps) {
  return (
    <>
      <div className="flex items-end gap-2">
        <Field label="Criterion" className="min-w-0 flex-1">
          <Input
            value={criterion.title}
            maxLength={120}
            placeholder="The choice of layers is argued"
            onValueChange={(title) => onChange({ ...criterion, title })}
          />
        </Field>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove the criterion “${criterion.title}”`}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      <Levels criterion={criterion} onChange={onChange} />
    </>
  );
}

type LevelsProps = { criterion: Criterion; onChange: (criterion: Criterion) => void };

function Levels({ criterion, onChange }: LevelsProps) {
  const { levels } = criterion;
  const change = (place: number, part: Partial<Criterion["levels"][number]>) =>
    onChange({
      ...criterion,
      levels: levels.map((each, at) => (at === place ? { ...each, ...part } : each)),
    });
  return (
    <>
      <ol aria-label={`Levels of ${criterion.title}`} className="flex flex-col gap-2">
        {levels.map((level, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a level is known by its place
          <li key={place} className="grid grid-cols-[minmax(0,1fr)_6rem_auto] items-center gap-2">
            <Input
              aria-label={`Level ${place + 1}`}
              value={level.title}
              maxLength={200}
              onValueChange={(title) => change(place, { title })}
            />
            <NumberField
              aria-label={`Points of level ${place + 1}`}
              min={0}
              max={1000}
              value={level.points}
              onValueChange={(points) => change(place, { points: points ?? 0 })}
            />
            <Button
              variant="ghost"
              size="icon-sm"
              disabled={levels.length === 1}
              aria-label={`Remove level ${place + 1}`}
              onClick={() => onChange({ ...criterion, levels: levels.filter((_, at) => at !== place) })}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        icon={<Plus aria-hidden />}
        disabled={levels.length >= MAX_LEVELS}
        onClick={() => onChange({ ...criterion, levels: [...levels, { title: "", points: 0 }] })}
      >
        Add a level
      </Button>
    </>
  );
}
