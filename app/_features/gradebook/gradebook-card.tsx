"use client";

import { NotebookPen, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Input } from "#app/_ui/input.tsx";
import { MoreRows } from "#app/_ui/more-rows.tsx";
import { Select } from "#app/_ui/select.tsx";
import { useFirstRows } from "#app/_ui/use-first-rows.ts";
import type { Gradebook } from "#server/contract/gradebook.ts";
import { arrangeGradebook, NARROWINGS, type GradebookFilter, type Narrowing } from "./arrange-gradebook.ts";
import { GradebookTable } from "./gradebook-table.tsx";

const FIRST_ROWS = 50;
const ALL = "all";

const NARROWING_LABELS: Record<Narrowing, string> = {
  all: "Everybody",
  missing: "With something missing",
  late: "With something late",
  draft: "With a grade to release",
  extended: "With an extension",
};

export function GradebookCard({ book }: { book: Gradebook }) {
  const [filter, setFilter] = useState<GradebookFilter>({ search: "", exerciseId: null, narrowing: ALL });
  const arranged = useMemo(() => arrangeGradebook(book, filter), [book, filter]);
  const { rows, ...more } = useFirstRows(arranged.rows, FIRST_ROWS);
  const change = (changed: Partial<GradebookFilter>) => setFilter((old) => ({ ...old, ...changed }));
  if (book.exercises.length === 0 || book.learners.length === 0) {
    return (
      <Card>
        <EmptyState icon={<NotebookPen />} title="Nothing to grade yet">
          {book.exercises.length === 0
            ? "Once there is an exercise, its grades are here."
            : "No learner has joined yet. Invite them on the page Members."}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card aria-label="Gradebook" className="overflow-clip">
      <div className="grid grid-cols-1 gap-2 border-b border-border p-3 sm:grid-cols-3">
        <Input
          type="search"
          aria-label="Search learners"
          placeholder="Search learners"
          value={filter.search}
          onValueChange={(search) => change({ search })}
        />
        <Select
          aria-label="Learners"
          value={filter.narrowing}
          onValueChange={(narrowing) => change({ narrowing })}
          options={NARROWINGS.map((value) => ({ value, label: NARROWING_LABELS[value] }))}
        />
        <Select
          aria-label="Exercises"
          value={filter.exerciseId ?? ALL}
          onValueChange={(id) => change({ exerciseId: id === ALL ? null : id })}
          options={[
            { value: ALL, label: "All exercises" },
            ...book.exercises.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="Nobody fits"
          action={
            <Button
              variant="secondary"
              onClick={() => setFilter({ search: "", exerciseId: null, narrowing: ALL })}
            >
              Show everybody
            </Button>
          }
        >
          No learner is as these filters say.
        </EmptyState>
      ) : (
        <GradebookTable arranged={{ ...arranged, rows }} count={arranged.rows.length} />
      )}
      <MoreRows {...more} />
    </Card>
  );
}
