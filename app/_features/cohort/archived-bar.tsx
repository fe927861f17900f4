"use client";

import { Archive } from "lucide-react";
import Link from "next/link";
import { useCohort } from "./cohort-context.ts";

export function ArchivedBar() {
  const { cohort, isInstructor } = useCohort();
  return (
    <aside
      aria-label="Archived"
      className="flex shrink-0 items-start gap-2.5 border-b border-border bg-info-soft px-4 py-2 text-sm text-info-text sm:px-6"
    >
      <Archive aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0">
        <strong className="font-semibold">This cohort is archived.</strong> Look at everything and take it
        along; nothing new is made.{" "}
        {isInstructor && (
          <Link href={`/cohorts/${cohort.id}/settings`} className="font-medium underline underline-offset-4">
            Open it again in its settings
          </Link>
        )}
      </p>
    </aside>
  );
}
