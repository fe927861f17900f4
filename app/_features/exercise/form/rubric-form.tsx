"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "#app/_ui/button.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { Criterion, Rubric } from "#models/grading/rubric.ts";
import { MAX_CRITERIA } from "#models/grading/rubric-limits.ts";
import { newCriterion } from "./new-criterion.ts";

// Most exercises have none.
const CriterionForm = dynamic(async () => (await import("./criterion-form.tsx")).CriterionForm, {
  loading: () => <Skeleton className="h-40" />,
});

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
              <CriterionForm
                criterion={criterion}
                onChange={replace}
                onRemove={() => onChange(rubric.filter(({ id }) => id !== criterion.id))}
              />
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
