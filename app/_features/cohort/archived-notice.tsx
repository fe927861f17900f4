"use client";

import dynamic from "next/dynamic";
import { useCohort } from "./cohort-context.ts";

const ArchivedBar = dynamic(async () => (await import("./archived-bar.tsx")).ArchivedBar, {
  loading: () => null,
});

/** Above the pages of a cohort in which nothing new is made. */
export function ArchivedNotice() {
  const { cohort } = useCohort();
  return cohort.archivedAt === null ? null : <ArchivedBar />;
}
