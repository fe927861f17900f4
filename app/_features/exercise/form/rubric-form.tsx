"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import type { Criterion, Rubric } from "#models/grading/rubric.ts";
import { MAX_CRITERIA, MAX_LEVELS } from "#models/grading/rubric-limits.ts";
import { newCriterion } from "./new-criterion.ts";

type RubricFormProps = { rubric: Rubric; onChange: (rubric: Rubric) => void };

/** What is judged by hand, each at one of its levels. */
export function RubricForm({ rubric, onChange }: RubricFormProps) {
  const replace = (next: Criterion) => onChange(rubric.map((each) => (each.id === next.id ? next : each)));
  return (
    <>
      {rubric.length > 0 && (
        <ul aria-label="Rubric" className="flex flex-col gap-3">
          {rubric.map((criterion) => (
            <li key={criterion.id} className="flex flex-col gap-3 rounded-lg border border-border p-3">
              <div className="flex items-end gap-2">
                <Field label="Criterion" className="min-w-0 flex-1">
                  <Input
                    value={criterion.title}
                    maxLength={120}
                    placeholder="The choice of layers is argued"
                    onValueChange={(title) => replace({ ...criterion, title })}
                  />
                </Field>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Remove the criterion “${criterion.title}”`}
                  onClick={() => onChange(rubric.filter(({ id }) => id !== criterion.id))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              <Levels criterion={criterion} onChange={replace} />
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="secondary"
        className="self-start"
        icon={<Plus aria-hidden />}
        disabled={rubric.length >= MAX_CRITERIA}
        onClick={() => onChange([...rubric, newCriterion(rubric)])}
      >
        Add a criterion
      </Button>
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
