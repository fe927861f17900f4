"use client";

import { countedPoints, formatPoints } from "#app/_lib/format-points.ts";
import { Field } from "#app/_ui/field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { judgeRubric, rubricMax } from "#models/grading/judge-rubric.ts";
import type { ChosenLevels, Rubric } from "#models/grading/rubric.ts";

type RubricFieldsProps = { rubric: Rubric; levels: ChosenLevels; onChange: (levels: ChosenLevels) => void };

export function RubricFields({ rubric, levels, onChange }: RubricFieldsProps) {
  const { points, open } = judgeRubric(rubric, levels);
  return (
    <div className="flex flex-col gap-3">
      {rubric.map((criterion) => (
        <Field key={criterion.id} label={criterion.title}>
          <Select
            value={
              criterion.levels[levels[criterion.id] ?? -1] === undefined ? "" : String(levels[criterion.id])
            }
            onValueChange={(place) => onChange({ ...levels, [criterion.id]: Number(place) })}
            options={[
              { value: "", label: "Choose a level", isDisabled: true },
              ...criterion.levels.map((level, place) => ({
                value: String(place),
                label: `${level.title}, ${formatPoints(level.points)}`,
              })),
            ]}
          />
        </Field>
      ))}
      <p className="num text-sm text-muted-foreground" aria-live="polite">
        {formatPoints(points)} of {countedPoints(rubricMax(rubric))}
        {open.length > 0 && `, ${open.length} still to judge`}
      </p>
    </div>
  );
}
