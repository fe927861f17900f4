type DesignOfRun = { cohortId: string; designId: string; runId: string; isTraining?: boolean };

/** The address of a design that says which of its runs one comes from, and whether to train that one again. */
export function designOfRun({ cohortId, designId, runId, isTraining = false }: DesignOfRun): string {
  return `/cohorts/${cohortId}/designs/${designId}?run=${runId}${isTraining ? "&train=1" : ""}`;
}
