"use client";

import { createContext, useContext } from "react";
import type { CohortDetails } from "#server/contract/cohort.ts";

export type CohortScope = {
  cohort: CohortDetails;
  isInstructor: boolean;
  /** An instructor or an assistant. */
  isGrader: boolean;
  /** The signed-in person. */
  myId: string;
  /** Ids of those who have a page of the cohort open now. */
  presentIds: readonly string[];
};

export const CohortContext = createContext<CohortScope | null>(null);

/** The cohort whose page this is. Only under `app/cohorts/[cohortId]`. */
export function useCohort(): CohortScope {
  const scope = useContext(CohortContext);
  if (scope === null) throw new Error("useCohort needs a page under a cohort");
  return scope;
}
