/**
 * Procedures whose call may have to be repeated after its answer was lost, and must not be carried out twice. Each takes a key,
 * which its caller makes for one intent and keeps over all tries: with a key that was used, the first answer comes again.
 */
export const CREATING = [
  "cohort.create",
  "cohort.join",
  "datasetImport.create",
  "datasetImport.fromCatalogue",
  "design.create",
  "design.duplicate",
  "design.fromRun",
  "exercise.create",
  "exercise.begin",
  "submission.submit",
  "submission.discuss",
  "team.create",
  "prediction.create",
  "run.start",
  "run.startTwin",
  "run.resume",
] as const;
export type CreatingProcedure = (typeof CREATING)[number];
