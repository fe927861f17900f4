import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  artifact,
  cohort,
  cohortDataset,
  cohortMember,
  competition,
  dataset,
  datasetImport,
  design,
  exercise,
  grade,
  modelArrival,
  notice,
  peerReview,
  prediction,
  run,
  runEvaluation,
  runEvent,
  submission,
  team,
  teamMember,
  visionPicture,
  visionQuestion,
} from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createCompetitionOf,
  createDesignOf,
  createExerciseOf,
  createInvitationOf,
  createPlatformOf,
  createReviewOf,
  createRunOf,
  createSubmissionOf,
  createTeamOf,
  createVisionQuestionOf,
  PLATFORM_FIELDS,
  presetGraph,
  type Person,
} from "#db/testing/factories.ts";
import { takenBack } from "#db/testing/taken-back.ts";
import { DEFAULT_COMPETITION } from "#models/competition/defaults.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { MAX_NODES } from "#models/graph/node-schema.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { evaluationOf } from "#server/services/testing/started-run.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

// Every procedure is asked by nobody, by an instructor and a learner of another cohort with valid ids, by a learner and by an
// instructor. A procedure that is added to the router and not to this table fails the first test. Addresses of files and
// events of sockets have theirs in server/web/rights.test.ts.

// What a competition hides, in numbers that stand nowhere else.
const HIDDEN = {
  run: { score: 0.731_234_5, tieBreak: 0.642_345_6 },
  entry: { privateCorrect: 13, privateCount: 29, privateMacroF1: 0.551_234_5 },
  found: "73.12 %",
  checkPoints: 6.012_345_6,
};
const HIDDEN_DIGITS = /0\.7312345|0\.6423456|0\.44827|0\.5512345|73\.12|6\.0123456/;
const SEED_DIGITS = /00112233445566778899aabbccddeeff/;
const VALIDATION = 0.812_345_6;
// What is right about questions, in words and numbers that stand nowhere else.
const SENTINEL = /7654321|1,345,679|right-sentinel|7654\.321|note-sentinel|hint-sentinel/;
const QUESTIONS: Question[] = [
  { id: "number", kind: "number", prompt: "How many?", points: 1, unit: "" },
  { id: "text", kind: "text", prompt: "Why?", points: 1 },
  { id: "found", kind: "detection", prompt: "What is on it?", points: 1, picture: { name: "", size: null } },
  { id: "mask", kind: "mask", prompt: "Where?", points: 1, picture: { name: "", size: null } },
  { id: "counted", kind: "video-count", prompt: "How often?", points: 1, video: "" },
  {
    id: "cell",
    kind: "cell",
    prompt: "Which?",
    points: 1,
    matrix: { kind: "own-run" },
  },
];
const ANSWER_KEYS: AnswerKeys = {
  number: {
    kind: "number",
    value: 7654.321,
    tolerance: { kind: "absolute", by: 0 },
    message: "hint-sentinel",
  },
  text: { kind: "text", message: "note-sentinel" },
  cell: { kind: "cell", rule: { kind: "taken-for", className: "right-sentinel" }, message: "" },
  found: {
    kind: "detection",
    objects: [{ class: "right-sentinel", left: 1, top: 1, right: 7654.321, bottom: 9 }],
    iou: 0.5,
    counts: [{ class: "right-sentinel", count: 3, tolerance: 0 }],
    isPartial: true,
    message: "hint-sentinel",
  },
  mask: {
    kind: "mask",
    mask: { width: 3000, height: 3000, runs: "7654321 1345679" },
    iou: 0.8,
    message: "hint-sentinel",
  },
  counted: {
    kind: "video-count",
    counts: [{ class: "right-sentinel", count: 3, tolerance: 0 }],
    isPartial: true,
    message: "hint-sentinel",
  },
};

type Target = {
  cohortId: string;
  designId: string;
  runId: string;
  predictionId: string;
  pictureId: string;
  questionId: string;
  arrivalId: string;
  instructorId: string;
  learnerId: string;
  importId: string;
  /** The learner marks it. */
  reviewId: string;
  /** By teams; one is there, and open. */
  teamExerciseId: string;
  teamId: string;
  /** The learner's. */
  noticeId: string;
  exerciseId: string;
  openExerciseId: string;
  submissionId: string;
  invitationId: string;
  platformId: string;
  courseId: string;
  /** An exercise with a board, and what the learner entered. */
  competitionId: string;
  entryId: string;
  /** The cohort's own. */
  datasetId: string;
  versionId: string;
};
type Answer = "ok" | "NOT_FOUND" | "FORBIDDEN" | "CONFLICT" | "PRECONDITION_FAILED" | "BAD_REQUEST";
type Row = {
  input: (target: Target) => unknown;
  /** Whatever they are in their own cohort. */
  stranger: Answer;
  /** Of this cohort, asking about what is the instructor's. "ok" where nothing is said, as for an instructor. */
  learner?: Answer;
  /** Who has handed nothing in; as a learner where nothing is said. */
  assistant?: Answer;
  instructor?: Answer;
};

const ofCohort = ({ cohortId }: Target) => ({ cohortId });
const ofDataset = ({ cohortId, datasetId }: Target) => ({ cohortId, datasetId });
const ofExercise = ({ exerciseId }: Target) => ({ exerciseId });
const ofOpenExercise = ({ openExerciseId: exerciseId }: Target) => ({ exerciseId });
const ofCompetition = ({ competitionId: exerciseId }: Target) => ({ exerciseId });
const ofTeamwork = ({ teamExerciseId: exerciseId }: Target) => ({ exerciseId });
const ofDesign = ({ designId }: Target) => ({ designId });
const ofImport = ({ importId }: Target) => ({ importId });
const ofRoster = (target: Target) => ({ ...ofCohort(target), text: "First Learner,first@example.org" });
const ofPlatform = ({ platformId }: Target) => ({ platformId });
const ofCourse = ({ courseId }: Target) => ({ courseId });
const ofRun = ({ runId }: Target) => ({ runId });

const TABLE: Record<string, Row> = {
  // One's own account.
  "account.get": { input: () => undefined, stranger: "ok" },
  "account.leaving": { input: () => undefined, stranger: "ok" },
  "account.calendar": { input: () => ({ isNew: false }), stranger: "ok" },
  "account.makeResetLink": {
    input: (target) => ({ ...ofCohort(target), userId: target.learnerId }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  // A person's own list: what it holds is tested below.
  "cohort.list": { input: () => undefined, stranger: "ok" },
  "cohort.create": { input: () => ({ name: "Theirs" }), stranger: "ok" },
  "cohort.join": {
    input: () => ({ code: "WRONG-CODE9" }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
    instructor: "NOT_FOUND",
  },
  "cohort.get": { input: ofCohort, stranger: "NOT_FOUND" },
  "cohort.rename": {
    input: (target) => ({ ...ofCohort(target), name: "Taken" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "cohort.rotateJoinCode": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "cohort.removeMember": {
    input: (target) => ({ ...ofCohort(target), userId: target.learnerId }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  // The last instructor stays.
  "cohort.leave": { input: ofCohort, stranger: "NOT_FOUND", instructor: "CONFLICT" },
  "cohort.leaderboard": { input: ofCohort, stranger: "NOT_FOUND" },
  "cohort.desk": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "cohort.setRole": {
    input: (target) => ({ ...ofCohort(target), userId: target.learnerId, role: "instructor" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "cohort.changeSettings": {
    input: (target) => ({
      ...ofCohort(target),
      maxEpochs: 1,
      maxActiveRuns: 1,
      learnersMayAddDatasets: true,
    }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "cohort.contents": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "cohort.archive": {
    input: (target) => ({ ...ofCohort(target), isArchived: true }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "cohort.remove": {
    input: (target) => ({ ...ofCohort(target), name: "A cohort" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "queue.get": { input: ofCohort, stranger: "NOT_FOUND" },
  "queue.move": {
    input: (target) => ({ ...ofCohort(target), ...ofRun(target), beforeRunId: null }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
    // It has finished, and so it waits no more.
    instructor: "CONFLICT",
  },
  "competition.get": { input: ofCompetition, stranger: "NOT_FOUND" },
  "competition.alike": {
    input: ofCompetition,
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
    assistant: "ok",
  },
  "competition.save": {
    input: (target) => ({ ...ofCompetition(target), settings: DEFAULT_COMPETITION }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  // An exercise without a board stays as it is.
  "competition.remove": { input: ofOpenExercise, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  // Of whoever has handed it in.
  "competition.chooseFinal": {
    input: ({ entryId }) => ({ submissionId: entryId, isFinal: true }),
    stranger: "NOT_FOUND",
    learner: "ok",
    assistant: "NOT_FOUND",
    instructor: "NOT_FOUND",
  },
  "competition.uncover": {
    input: (target) => ({ ...ofCompetition(target), uncovered: 1 }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "cost.estimate": {
    input: (target) => ({
      ...ofCohort(target),
      graph: presetGraph(),
      hyperParameters: DEFAULT_HYPER_PARAMETERS,
    }),
    stranger: "NOT_FOUND",
  },
  "dataset.list": { input: ofCohort, stranger: "NOT_FOUND" },
  "dataset.get": { input: ofCohort, stranger: "NOT_FOUND" },
  "dataset.details": { input: ofDataset, stranger: "NOT_FOUND" },
  // Of pictures, which are no windows: prediction.test.ts asks for one that is there.
  "dataset.window": {
    input: (target) => ({ ...ofCohort(target), versionId: target.versionId, index: 0 }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
    instructor: "NOT_FOUND",
  },
  "dataset.use": {
    input: (target) => ({ ...ofDataset(target), isUsed: false }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "dataset.setDefault": { input: ofDataset, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "dataset.letLearnersAdd": {
    input: (target) => ({ ...ofCohort(target), isLet: true }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "dataset.update": {
    input: (target) => ({ ...ofDataset(target), title: "Taken" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "dataset.remove": { input: ofDataset, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "datasetImport.create": {
    input: (target) => ({ ...ofCohort(target), name: "leaves.zip", bytes: 100 }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "datasetImport.fromCatalogue": {
    input: (target) => ({ ...ofCohort(target), catalogueId: "mnist" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  // Nobody but who has sent it.
  "datasetImport.get": { input: ofImport, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "datasetImport.peek": {
    input: ofImport,
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
    instructor: "CONFLICT",
  },
  "datasetImport.list": { input: ofCohort, stranger: "NOT_FOUND" },
  "datasetImport.start": {
    input: (target) => ({
      ...ofImport(target),
      options: {
        side: 32,
        fit: "crop",
        colour: "colour",
        split: { rule: "published" },
        faults: "leave-out",
      },
    }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "datasetImport.cancel": { input: ofImport, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "datasetImport.discard": { input: ofImport, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "datasetImport.confirm": {
    input: (target) => ({ ...ofImport(target), title: "Leaves", licence: "CC0", source: "" }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
    instructor: "CONFLICT",
  },
  "design.list": { input: (target) => ({ ...ofCohort(target), of: "others" }), stranger: "NOT_FOUND" },
  "design.get": { input: ofDesign, stranger: "NOT_FOUND" },
  "design.create": {
    input: (target) => ({ ...ofCohort(target), name: "Mine" }),
    stranger: "NOT_FOUND",
  },
  "design.save": {
    input: (target) => ({ ...ofDesign(target), revision: 1, name: "Taken" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "design.duplicate": { input: ofDesign, stranger: "NOT_FOUND" },
  "design.fromRun": { input: ofRun, stranger: "NOT_FOUND" },
  "design.remove": { input: ofDesign, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "design.weights": { input: ofDesign, stranger: "NOT_FOUND" },
  "design.startFrom": {
    input: (target) => ({ ...ofDesign(target), from: { kind: "fresh" } }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "design.takeOver": { input: ofDesign, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "exercise.list": { input: ofCohort, stranger: "NOT_FOUND" },
  // A draft, which no learner knows of.
  "exercise.get": { input: ofExercise, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "exercise.create": {
    input: (target) => ({ ...ofCohort(target), from: { kind: "copy", ...ofExercise(target) } }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "exercise.save": {
    input: (target) => ({ ...ofExercise(target), revision: 1, title: "Taken" }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "exercise.remove": { input: ofExercise, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "exercise.begin": { input: ofExercise, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "exercise.extend": {
    input: (target) => ({
      ...ofExercise(target),
      userId: target.learnerId,
      dueAt: "2100-01-01T00:00:00.000Z",
      reason: "Ill",
    }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "exercise.showNames": {
    input: (target) => ({ ...ofExercise(target), reason: "Two are alike" }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "gradebook.get": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN", assistant: "ok" },
  // One's own: that another's stays unread is tested with its service.
  "notice.list": { input: () => undefined, stranger: "ok" },
  "notice.unread": { input: () => undefined, stranger: "ok" },
  "notice.read": { input: ({ noticeId }) => ({ noticeId }), stranger: "ok" },
  "peer.own": { input: ofOpenExercise, stranger: "NOT_FOUND" },
  // Of whoever marks it.
  "peer.get": {
    input: ({ reviewId }) => ({ reviewId }),
    stranger: "NOT_FOUND",
    assistant: "NOT_FOUND",
    instructor: "NOT_FOUND",
  },
  "peer.mark": {
    input: ({ reviewId }) => ({ reviewId, points: 0, levels: {}, comment: "" }),
    stranger: "NOT_FOUND",
    assistant: "NOT_FOUND",
    instructor: "NOT_FOUND",
  },
  "peer.overview": { input: ofOpenExercise, stranger: "NOT_FOUND", learner: "FORBIDDEN", assistant: "ok" },
  "peer.draw": {
    input: (target) => ({
      ...ofOpenExercise(target),
      each: 1,
      method: "median",
      dueAt: "2100-01-01T00:00:00.000Z",
    }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "peer.release": { input: ofOpenExercise, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "prediction.create": {
    input: (target) => ({ ...ofRun(target), validationIndex: 0 }),
    stranger: "NOT_FOUND",
  },
  // Not even a classmate reads what another asked.
  "prediction.get": {
    input: ({ predictionId }) => ({ predictionId }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "roster.list": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "roster.preview": { input: ofRoster, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "roster.invite": { input: ofRoster, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "roster.withdraw": {
    input: (target) => ({ ...ofCohort(target), invitationId: target.invitationId }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "run.start": {
    input: (target) => ({
      ...ofCohort(target),
      ...ofDesign(target),
      revision: 1,
      hyperParameters: DEFAULT_HYPER_PARAMETERS,
    }),
    stranger: "NOT_FOUND",
  },
  // None of theirs began from other weights.
  "run.startTwin": { input: ofRun, stranger: "NOT_FOUND", learner: "CONFLICT", instructor: "CONFLICT" },
  "run.list": { input: ofCohort, stranger: "NOT_FOUND" },
  "run.facets": { input: ofCohort, stranger: "NOT_FOUND" },
  "run.mark": {
    input: (target) => ({ ...ofCohort(target), runIds: [target.runId], isHidden: true }),
    stranger: "NOT_FOUND",
  },
  "run.rename": {
    input: (target) => ({ ...ofRun(target), name: "Taken" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "run.get": { input: ofRun, stranger: "NOT_FOUND" },
  "run.cancel": { input: ofRun, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "run.pause": { input: ofRun, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "run.resume": { input: ofRun, stranger: "NOT_FOUND", learner: "FORBIDDEN", instructor: "CONFLICT" },
  "run.remove": { input: ofRun, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "run.keepModel": {
    input: (world) => ({ ...ofRun(world), isKept: true }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "run.curve": { input: ofRun, stranger: "NOT_FOUND" },
  "run.network": { input: ofRun, stranger: "NOT_FOUND" },
  "run.result": { input: ofRun, stranger: "NOT_FOUND" },
  // Of the learner who asks.
  "submission.get": { input: ({ submissionId }) => ({ submissionId }), stranger: "NOT_FOUND" },
  "submission.work": { input: ({ submissionId }) => ({ submissionId }), stranger: "NOT_FOUND" },
  "submission.findings": { input: ({ submissionId }) => ({ submissionId }), stranger: "NOT_FOUND" },
  // Without a picture there is none to delete.
  "submission.removePicture": {
    input: ({ submissionId }) => ({ submissionId, questionId: "q" }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
    instructor: "NOT_FOUND",
  },
  "submission.own": { input: ofExercise, stranger: "NOT_FOUND", learner: "NOT_FOUND" },
  "submission.ofClass": {
    input: ofOpenExercise,
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
    assistant: "ok",
  },
  // A run is handed in by who has started it.
  "submission.submit": {
    input: (target) => ({ ...ofOpenExercise(target), ...ofRun(target) }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  // Of a learner's own: that one may hand in does not mean that one may grade.
  "submission.grade": {
    input: ({ submissionId }) => ({ submissionId, points: 0, comment: "", isReleased: true }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
    assistant: "ok",
  },
  // Of a learner's own: who asks is answered by who grades.
  "submission.discuss": {
    input: ({ submissionId }) => ({ submissionId, text: "Why?" }),
    stranger: "NOT_FOUND",
  },
  "submission.scoreAgain": {
    input: ofOpenExercise,
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
    assistant: "ok",
  },
  "storage.get": { input: ofCohort, stranger: "NOT_FOUND" },
  "storage.setLimit": {
    input: (target) => ({ ...ofCohort(target), limitBytes: 2 ** 30 }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "lti.get": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "lti.register": {
    input: (target) => ({ ...ofCohort(target), ...PLATFORM_FIELDS, clientId: "another" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "lti.change": {
    input: (target) => ({ ...ofPlatform(target), ...PLATFORM_FIELDS, name: "Renamed" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "lti.remove": { input: ofPlatform, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "lti.allowCourse": {
    input: (target) => ({ ...ofCourse(target), isAllowed: true }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  // Its platform offers none.
  "lti.roster": { input: ofCourse, stranger: "NOT_FOUND", learner: "FORBIDDEN", instructor: "CONFLICT" },
  "lti.invite": { input: ofCourse, stranger: "NOT_FOUND", learner: "FORBIDDEN", instructor: "CONFLICT" },
  "lti.sendScores": { input: ofPlatform, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "model.list": { input: ofCohort, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "model.fetch": {
    input: (target) => ({ ...ofCohort(target), name: "yolox-nano" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "model.cancel": {
    input: ({ arrivalId }) => ({ arrivalId }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  // Brought at the terminal: no cohort's to delete.
  "model.remove": {
    input: (target) => ({ ...ofCohort(target), name: "tiny" }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
    instructor: "FORBIDDEN",
  },
  "vision.models": { input: ofCohort, stranger: "NOT_FOUND" },
  "vision.pictures": { input: ofCohort, stranger: "NOT_FOUND" },
  // Nobody but who has sent it.
  "vision.removePicture": {
    input: ({ pictureId }) => ({ pictureId }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "vision.ask": {
    input: ({ pictureId }) => ({ pictureId, ask: { kind: "detect", model: "tiny" } }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "vision.question": {
    input: ({ questionId }) => ({ questionId }),
    stranger: "NOT_FOUND",
    learner: "NOT_FOUND",
  },
  "team.list": { input: ofTeamwork, stranger: "NOT_FOUND" },
  "team.create": {
    input: (target) => ({ ...ofTeamwork(target), name: "Ravens", isOpen: true }),
    stranger: "NOT_FOUND",
    assistant: "FORBIDDEN",
  },
  "team.join": {
    input: (target) => ({ ...ofTeamwork(target), by: { teamId: target.teamId } }),
    stranger: "NOT_FOUND",
    assistant: "FORBIDDEN",
    instructor: "CONFLICT",
  },
  "team.leave": { input: ofTeamwork, stranger: "NOT_FOUND", assistant: "FORBIDDEN" },
  "team.place": {
    input: (target) => ({ ...ofTeamwork(target), userId: target.learnerId, teamId: target.teamId }),
    stranger: "NOT_FOUND",
    learner: "FORBIDDEN",
  },
  "team.deal": { input: ofTeamwork, stranger: "NOT_FOUND", learner: "FORBIDDEN" },
  "worker.list": { input: ofCohort, stranger: "NOT_FOUND" },
};

// oxlint-disable-next-line no-underscore-dangle -- tRPC's own name for its list
const procedures = Object.keys(appRouter._def.procedures);
const createCaller = createCallerFactory(appRouter);

let world: TestDeps;
let target: Target;
let stranger: Person;
let elsewhere: string;
let foreignLearner: Person;
let learner: Person;
let assistant: Person;
let classmate: Person;
/** What a classmate has shared with nobody. */
let ofClassmate: Pick<Target, "designId" | "submissionId" | "entryId">;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
  const { db } = world.deps;
  const { cohortId, ...people } = await createCohortOf(db);
  const theirs = await createCohortOf(db);
  stranger = theirs.instructor;
  elsewhere = theirs.cohortId;
  foreignLearner = theirs.learner;
  ({ learner, instructor } = people);
  assistant = await addMember(db, cohortId, "assistant");
  const ownerId = instructor.id;
  const { id: designId } = await createDesignOf(db, { cohortId, ownerId }, { isShared: true });
  const ended = { state: "finished", datasetVersionId: world.versionId, ...HIDDEN.run } as const;
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: ownerId }, ended);
  await db.insert(runEvaluation).values({
    runId,
    test: evaluationOf(HIDDEN.run.score, HIDDEN.run.tieBreak),
    validation: evaluationOf(VALIDATION),
    mistakes: [],
  });
  await db.insert(runEvent).values({ runId, seq: 2, body: { kind: "finished", ...HIDDEN.run } });
  await db.update(run).set({ lastSeq: 2 }).where(eq(run.id, runId));
  await db
    .insert(artifact)
    .values({ runId, kind: "onnx", storageKey: `runs/${runId}/model.onnx`, sizeBytes: 1, sha256: "0" });
  const [question] = await db
    .insert(prediction)
    .values({ runId, askedBy: ownerId, validationIndex: 0 })
    .returning({ id: prediction.id });
  const datasetId = randomUUID();
  const own = { title: "Leaves", licence: "CC0", source: "The garden", visibility: "cohort" } as const;
  await db.insert(dataset).values({ id: datasetId, cohortId, ownerId, ...own });
  const { id: exerciseId } = await createExerciseOf(
    db,
    { cohortId, createdBy: ownerId },
    { isPublished: false, handIn: { ...EMPTY_EXERCISE.handIn, isAnonymous: true } },
  );
  const checks: Check[] = [{ id: "right", test: { kind: "accuracy", min: 0.5 }, points: 7, message: "" }];
  const questions = { content: { ...EMPTY_EXERCISE.content, checks, questions: QUESTIONS } };
  const asked = { ...questions, answerKeys: ANSWER_KEYS };
  const { id: openExerciseId } = await createExerciseOf(db, { cohortId, createdBy: ownerId }, asked);
  const theirRun = await createRunOf(db, { cohortId, startedBy: learner.id }, ended);
  const invitationId = await createInvitationOf(db, cohortId);
  const { platformId, courseId } = await createPlatformOf(db, cohortId);
  const submissionId = await createSubmissionOf(db, {
    cohortId,
    exerciseId: openExerciseId,
    userId: learner.id,
    runId: theirRun.id,
  });
  const results = [{ checkId: "right", isPassed: true, found: HIDDEN.found }];
  await db
    .update(submission)
    .set({
      results,
      checkPoints: HIDDEN.checkPoints,
      answers: { number: { kind: "number", text: "7654.32" } },
      // Not judged yet: only who was wrong is given a hint.
      answerResults: [],
    })
    .where(eq(submission.id, submissionId));
  classmate = await addMember(db, cohortId, "learner");
  const secret = { name: "unshared-sentinel" };
  const { id: unsharedId } = await createDesignOf(db, { cohortId, ownerId: classmate.id }, secret);
  const { id: classmateRunId } = await createRunOf(db, { cohortId, startedBy: classmate.id }, ended);
  const byClassmate = { cohortId, exerciseId: openExerciseId, userId: classmate.id, runId: classmateRunId };
  const classmateWork = await createSubmissionOf(db, byClassmate);
  await db
    .update(submission)
    .set({ answers: { text: { kind: "text", text: "answer-sentinel" } }, answerResults: [] })
    .where(eq(submission.id, classmateWork));
  const given = { points: 1, gradedBy: ownerId, createdAt: new Date() };
  await db.insert(grade).values([
    { ...given, submissionId, comment: "draft-sentinel", isReleased: false },
    { ...given, submissionId: classmateWork, comment: "grade-sentinel", isReleased: true },
  ]);
  ofClassmate = { designId: unsharedId, submissionId: classmateWork, entryId: classmateWork };
  const { exerciseId: competitionId, enter } = await createCompetitionOf(db, {
    cohortId,
    createdBy: ownerId,
    versionId: world.versionId,
  });
  const entryId = await enter(learner.id, HIDDEN.entry, HIDDEN.run);
  // Below it, so that who uncovers the last place does not see the learner's.
  await enter(ownerId, { privateCorrect: 1 });
  const importId = randomUUID();
  const upload = { id: importId, cohortId, ownerId, name: "leaves.zip", bytes: 100 };
  await db.insert(datasetImport).values({ ...upload, state: "ready", receivedBytes: 100 });
  const { versionId } = world;
  const predictionId = question!.id;
  await putTinyModel(world.deps.files);
  const { pictureId, questionId } = await createVisionQuestionOf(db, { cohortId, ownerId });
  const arrivalId = randomUUID();
  await db
    .insert(modelArrival)
    .values({ id: arrivalId, cohortId, requestedBy: ownerId, title: "A", bytes: 1 });
  const byTeams = await createTeamOf(db, { cohortId, createdBy: ownerId });
  const reviewed = { cohortId, exerciseId: openExerciseId, submissionId };
  const reviewId = await createReviewOf(db, { ...reviewed, reviewerId: learner.id });
  const noticeId = randomUUID();
  await db.insert(notice).values({
    id: noticeId,
    userId: learner.id,
    kind: "grade",
    cohortId,
    exerciseId: openExerciseId,
    submissionId,
    subjectId: submissionId,
    happenedAt: new Date(),
  });
  const ids = {
    arrivalId,
    reviewId,
    teamExerciseId: byTeams.exerciseId,
    teamId: byTeams.teamId,
    noticeId,
    pictureId,
    questionId,
    versionId,
    importId,
    exerciseId,
    openExerciseId,
    submissionId,
    invitationId,
    platformId,
    courseId,
    competitionId,
    entryId,
    datasetId,
    cohortId,
    designId,
    runId,
    predictionId,
  };
  target = { ...ids, instructorId: ownerId, learnerId: learner.id };
});
afterAll(() => world.close());

async function ask(path: string, actor: Person | null, deps = world.deps): Promise<string> {
  const caller = createCaller({ requestId: randomUUID(), actor, deps });
  const [noun = "", verb = ""] = path.split(".");
  const nouns = caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return nouns[noun]![verb]!(TABLE[path]?.input(target)).then(
    (answer) => {
      answers.push({ path, actor, text: JSON.stringify(answer) ?? "" });
      return "ok";
    },
    (error: { code: string }) => error.code,
  );
}

/** Everything that was answered, for a look at what must be in none of it. */
const answers: { path: string; actor: Person | null; text: string }[] = [];

/** Asks in a transaction that is taken back, so that one world is enough for all. */
async function askAndUndo(path: string, actor: Person): Promise<string> {
  let answer = "";
  await takenBack(world.database.pool, async (db) => {
    answer = await ask(path, actor, { ...world.deps, db });
  });
  return answer;
}

async function everythingOf() {
  const { db } = world.deps;
  return Promise.all([
    db.select().from(cohort).orderBy(cohort.id),
    db.select().from(cohortMember).orderBy(cohortMember.cohortId, cohortMember.userId),
    db.select().from(design).orderBy(design.id),
    db.select().from(exercise).orderBy(exercise.id),
    db.select().from(run).orderBy(run.id),
    db.select().from(prediction).orderBy(prediction.id),
    db.select().from(visionPicture).orderBy(visionPicture.id),
    db.select().from(visionQuestion).orderBy(visionQuestion.id),
    db.select().from(modelArrival).orderBy(modelArrival.id),
    db.select().from(peerReview).orderBy(peerReview.id),
    db.select().from(team).orderBy(team.id),
    db.select().from(teamMember).orderBy(teamMember.exerciseId, teamMember.userId),
    db.select().from(notice).orderBy(notice.id),
    db.select().from(dataset).orderBy(dataset.id),
    db.select().from(datasetImport).orderBy(datasetImport.id),
    db.select().from(cohortDataset).orderBy(cohortDataset.cohortId, cohortDataset.datasetId),
  ]);
}

test("every procedure of the router is in the table, and nothing else", () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(procedures.toSorted());
});

test.each(procedures)("%s refuses who is not signed in", async (path) => {
  expect(await ask(path, null)).toBe("UNAUTHORIZED");
});

test.each(procedures)("%s answers each as the table says", async (path) => {
  const { stranger: refusal, learner: ofLearner = "ok", instructor: ofInstructor = "ok" } = TABLE[path]!;
  const { assistant: ofAssistant = ofLearner } = TABLE[path]!;
  expect({
    "an instructor elsewhere": await askAndUndo(path, stranger),
    "a learner elsewhere": await askAndUndo(path, foreignLearner),
    "a learner": await askAndUndo(path, learner),
    "an assistant": await askAndUndo(path, assistant),
    "an instructor": await askAndUndo(path, instructor),
  }).toEqual({
    "an instructor elsewhere": refusal,
    "a learner elsewhere": refusal,
    "a learner": ofLearner,
    "an assistant": ofAssistant,
    "an instructor": ofInstructor,
  });
});

describe("a stranger", () => {
  test("changes nothing, and lists what is theirs alone", async () => {
    const before = await everythingOf();
    for (const path of procedures.filter((name) => TABLE[name]?.stranger !== "ok")) await ask(path, stranger);
    expect(await everythingOf()).toEqual(before);
    const caller = createCaller({ requestId: "1", actor: stranger, deps: world.deps });
    const ids = (await caller.cohort.list()).map(({ id }) => id);
    expect(ids).toContain(elsewhere);
    expect(ids).not.toContain(target.cohortId);
  });

  test("cannot reach another cohort's design through one of their own", async () => {
    const caller = createCaller({ requestId: "1", actor: stranger, deps: world.deps });
    const { designId } = target;
    const input = { cohortId: elsewhere, designId, revision: 1, hyperParameters: DEFAULT_HYPER_PARAMETERS };
    await expect(caller.run.start(input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("no answer to a learner holds an address of anybody else", async () => {
  const told = answers.filter(({ actor }) => actor?.id === learner.id);
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter(({ text }) => /@test\.local/.test(text)).map(({ path }) => path)).toEqual([]);
});

test("no answer to a learner holds a classmate's unshared work or grade, or a grade of theirs before its release", async () => {
  const own = target;
  target = { ...target, ...ofClassmate };
  const theirs = Object.values(ofClassmate);
  const refused: string[] = [];
  try {
    for (const path of procedures) {
      const input = JSON.stringify(TABLE[path]?.input(target)) ?? "";
      if (!theirs.some((id) => input.includes(id))) continue;
      refused.push(path);
      expect([path, await askAndUndo(path, learner)]).toEqual([path, expect.not.stringMatching(/^ok$/)]);
    }
  } finally {
    target = own;
  }
  expect(refused).toEqual(
    expect.arrayContaining(["design.get", "design.duplicate", "submission.get", "submission.discuss"]),
  );
  const secrets = /unshared-sentinel|answer-sentinel|grade-sentinel|draft-sentinel/;
  const holding = answers.filter(({ text }) => secrets.test(text));
  expect(holding.filter(({ actor }) => actor?.id === learner.id).map(({ path }) => path)).toEqual([]);
  // They are looked at: who grades reads them.
  const read = (person: Person) =>
    holding.filter(({ actor }) => actor?.id === person.id).map(({ path }) => path);
  expect(read(assistant)).toEqual(expect.arrayContaining(["submission.get", "submission.ofClass"]));
});

test("no answer to a learner holds what is right about a question", async () => {
  const told = async (person: Person) => {
    const caller = createCaller({ requestId: "1", actor: person, deps: world.deps });
    const { openExerciseId: exerciseId, cohortId } = target;
    const asked = [await caller.exercise.get({ exerciseId }), await caller.exercise.list({ cohortId })];
    return JSON.stringify([...asked, await caller.submission.own({ exerciseId })]);
  };
  expect(await told(learner)).toContain("How many?");
  expect(await told(learner)).not.toMatch(SENTINEL);
  expect(await told(assistant)).not.toMatch(SENTINEL);
  expect(await told(instructor)).toMatch(SENTINEL);

  const holding = answers.filter(({ text }) => SENTINEL.test(text));
  const isMarking = (actor: Person | null) => [instructor.id, assistant.id].includes(actor?.id ?? "");
  expect(holding.filter(({ actor }) => !isMarking(actor)).map(({ path }) => path)).toEqual([]);
  // They are looked at: who marks is told.
  const marked = holding.filter(({ actor }) => actor?.id === assistant.id).map(({ path }) => path);
  expect(marked).toContain("submission.get");
});

test("no answer to anybody holds a score that a competition hides, nor its seed", async () => {
  const wholly = answers.filter(({ text }) => HIDDEN_DIGITS.test(text) || SEED_DIGITS.test(text));
  expect(wholly.map(({ path }) => path)).toEqual([]);
  // They are looked at: what is not hidden is in them.
  expect(answers.filter(({ text }) => text.includes(String(VALIDATION))).map(({ path }) => path)).toContain(
    "run.result",
  );
});

test("nor in another cohort of who competes, and all is told once it is revealed", async () => {
  const { db } = world.deps;
  const theirs = await createCohortOf(db);
  await addMember(db, theirs.cohortId, "instructor", learner);
  const ended = { state: "finished", datasetVersionId: world.versionId, ...HIDDEN.run } as const;
  const made = await createRunOf(db, { cohortId: theirs.cohortId, startedBy: learner.id }, ended);
  const told = async (person: Person) => {
    const caller = createCaller({ requestId: "1", actor: person, deps: world.deps });
    const { cohortId } = theirs;
    return JSON.stringify([
      await caller.run.get({ runId: made.id }),
      await caller.run.list({ cohortId, sort: "best" }),
      await caller.cohort.leaderboard({ cohortId }),
    ]);
  };
  expect(await told(learner)).not.toMatch(HIDDEN_DIGITS);
  // Who does not compete sees what is theirs.
  expect(await told(theirs.learner)).toMatch(HIDDEN_DIGITS);

  await db
    .update(competition)
    .set({ revealStartedAt: new Date(), revealedAt: new Date(), uncovered: 2 })
    .where(eq(competition.exerciseId, target.competitionId));
  answers.length = 0;
  const readers = [
    "run.get",
    "run.list",
    "run.result",
    "cohort.leaderboard",
    "competition.get",
    "gradebook.get",
    "submission.ofClass",
  ];
  for (const path of readers) expect(await ask(path, instructor)).toBe("ok");
  expect(answers.filter(({ text }) => HIDDEN_DIGITS.test(text)).map(({ path }) => path)).toEqual(readers);
});

test("labels of the test split are in no answer about the dataset", async () => {
  const caller = createCaller({ requestId: "1", actor: learner, deps: world.deps });
  const dataset = await caller.dataset.get({ cohortId: target.cohortId });
  expect(dataset.validationTargets).toHaveLength(dataset.counts.validation);
  expect(Object.keys(dataset)).not.toContain("testLabels");
});

test("a graph that is too large, or has a name that is not one, is refused at the door", async () => {
  const caller = createCaller({ requestId: "1", actor: learner, deps: world.deps });
  const graph = presetGraph();
  const [node] = graph.nodes;
  const nodes = Array.from({ length: MAX_NODES + 1 }, (_, index) => ({ ...node!, id: `n${index}` }));
  for (const bad of [
    { ...graph, nodes },
    { ...graph, nodes: [{ ...node!, name: "__proto__" }] },
    { ...graph, nodes: [{ ...node!, id: "a b" }] },
  ]) {
    await expect(
      caller.design.save({ designId: target.designId, revision: 1, graph: bad }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
});
