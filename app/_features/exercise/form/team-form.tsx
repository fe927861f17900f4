"use client";

import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import { MAX_TEAM } from "#models/teams/team-limits.ts";

const FIRST = { minSize: 2, maxSize: 3, isByLearners: true };

type TeamFormProps = { handIn: ExerciseHandIn; onChange: (handIn: ExerciseHandIn) => void };

/** Whether learners hand in alone or as teams, of which size and made by whom. */
export function TeamForm({ handIn, onChange }: TeamFormProps) {
  const { team, ...alone } = handIn;
  const change = (part: Partial<typeof FIRST>) => {
    if (team !== undefined) onChange({ ...alone, team: { ...team, ...part } });
  };
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <Field
        label="Handed in by"
        {...(team === undefined ? {} : { hint: "A team hands in once, and its grade is each member's." })}
      >
        <Select
          value={team === undefined ? "alone" : "teams"}
          onValueChange={(by) => onChange(by === "teams" ? { ...alone, team: FIRST } : alone)}
          options={[
            { value: "alone", label: "Each learner" },
            { value: "teams", label: "Teams" },
          ]}
        />
      </Field>
      {team !== undefined && (
        <>
          <Field label="Teams are made by">
            <Select
              value={team.isByLearners ? "learners" : "instructors"}
              onValueChange={(by) => change({ isByLearners: by === "learners" })}
              options={[
                { value: "learners", label: "Learners, and instructors" },
                { value: "instructors", label: "Instructors alone" },
              ]}
            />
          </Field>
          <Field label="Smallest team">
            <NumberField
              min={1}
              max={MAX_TEAM}
              value={team.minSize}
              onValueChange={(minSize) => change({ minSize: minSize ?? 1 })}
            />
          </Field>
          <Field label="Largest team">
            <NumberField
              min={2}
              max={MAX_TEAM}
              value={team.maxSize}
              onValueChange={(maxSize) => change({ maxSize: maxSize ?? 2 })}
            />
          </Field>
        </>
      )}
    </div>
  );
}
