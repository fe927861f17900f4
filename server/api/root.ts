import { accountRouter } from "./routers/account.ts";
import { cohortRouter } from "./routers/cohort.ts";
import { competitionRouter } from "./routers/competition.ts";
import { costRouter } from "./routers/cost.ts";
import { datasetImportRouter } from "./routers/dataset-import.ts";
import { datasetRouter } from "./routers/dataset.ts";
import { designRouter } from "./routers/design.ts";
import { exerciseRouter } from "./routers/exercise.ts";
import { gradebookRouter } from "./routers/gradebook.ts";
import { ltiRouter } from "./routers/lti.ts";
import { modelRouter } from "./routers/model.ts";
import { noticeRouter } from "./routers/notice.ts";
import { peerRouter } from "./routers/peer.ts";
import { predictionRouter } from "./routers/prediction.ts";
import { queueRouter } from "./routers/queue.ts";
import { rosterRouter } from "./routers/roster.ts";
import { runRouter } from "./routers/run.ts";
import { submissionRouter } from "./routers/submission.ts";
import { storageRouter } from "./routers/storage.ts";
import { teamRouter } from "./routers/team.ts";
import { visionRouter } from "./routers/vision.ts";
import { workerRouter } from "./routers/worker.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  account: accountRouter,
  cohort: cohortRouter,
  competition: competitionRouter,
  cost: costRouter,
  dataset: datasetRouter,
  datasetImport: datasetImportRouter,
  design: designRouter,
  exercise: exerciseRouter,
  gradebook: gradebookRouter,
  lti: ltiRouter,
  model: modelRouter,
  notice: noticeRouter,
  peer: peerRouter,
  prediction: predictionRouter,
  queue: queueRouter,
  roster: rosterRouter,
  run: runRouter,
  storage: storageRouter,
  team: teamRouter,
  vision: visionRouter,
  submission: submissionRouter,
  worker: workerRouter,
});

export type AppRouter = typeof appRouter;
