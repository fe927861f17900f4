import { MAX_GRAPH_LENGTH, MAX_GRAPH_VALUES } from "#models/graph/schema.ts";

export type BodyLimit = {
  maxBytes: number;
  /** Values in its JSON, lists and objects among them. */
  maxValues: number;
};

/** Takes no input but what fits in an address. */
const NONE: BodyLimit = { maxBytes: 0, maxValues: 0 };
/** Ids, names, and at most the settings of a training with a weight for each of 1,000 classes. */
const FORM: BodyLimit = { maxBytes: 16 * 1024, maxValues: 1_100 };
const GRAPH: BodyLimit = {
  maxBytes: MAX_GRAPH_LENGTH + FORM.maxBytes,
  maxValues: MAX_GRAPH_VALUES + FORM.maxValues,
};
/** Of a batch, whatever is in it. */
export const BATCH_LIMIT: BodyLimit = { maxBytes: 4 * FORM.maxBytes, maxValues: 4 * FORM.maxValues };
/** No input that means anything is nested as deep. */
export const MAX_JSON_DEPTH = 16;
/** Of an address with the inputs of a batch of queries in it. */
export const MAX_QUERY_LENGTH = 8 * 1024;

export const BODY_LIMITS: Readonly<Record<string, BodyLimit>> = {
  "account.get": NONE,
  "account.leaving": NONE,
  "account.calendar": FORM,
  "account.makeResetLink": FORM,
  "cohort.list": NONE,
  "cohort.create": FORM,
  "cohort.join": FORM,
  "cohort.get": NONE,
  "cohort.rename": FORM,
  "cohort.rotateJoinCode": FORM,
  "cohort.removeMember": FORM,
  "cohort.leave": FORM,
  "cohort.leaderboard": NONE,
  "cohort.desk": NONE,
  "cohort.setRole": FORM,
  "cohort.changeSettings": FORM,
  "cohort.contents": NONE,
  "cohort.archive": FORM,
  "cohort.remove": FORM,
  "cost.estimate": GRAPH,
  "dataset.list": NONE,
  "dataset.get": NONE,
  "dataset.details": NONE,
  "dataset.window": NONE,
  "dataset.use": FORM,
  "dataset.setDefault": FORM,
  "dataset.letLearnersAdd": FORM,
  "dataset.update": FORM,
  "dataset.remove": FORM,
  "datasetImport.create": FORM,
  "datasetImport.fromCatalogue": FORM,
  "datasetImport.get": NONE,
  "datasetImport.peek": NONE,
  "datasetImport.list": NONE,
  "datasetImport.start": FORM,
  "datasetImport.cancel": FORM,
  "datasetImport.discard": FORM,
  "datasetImport.confirm": FORM,
  "design.list": NONE,
  "design.get": NONE,
  "design.create": FORM,
  "design.save": GRAPH,
  "design.duplicate": FORM,
  "design.fromRun": FORM,
  "design.remove": FORM,
  "design.takeOver": FORM,
  "design.weights": NONE,
  "design.startFrom": FORM,
  "exercise.list": NONE,
  "exercise.get": NONE,
  // A starter network, a text, small pictures and questions with their masks, together as long as a network alone may be.
  "exercise.create": GRAPH,
  "exercise.save": GRAPH,
  "exercise.remove": FORM,
  "exercise.begin": FORM,
  "exercise.extend": FORM,
  "exercise.showNames": FORM,
  "gradebook.get": NONE,
  "lti.get": NONE,
  "lti.register": FORM,
  "lti.change": FORM,
  "lti.remove": FORM,
  "lti.allowCourse": FORM,
  "lti.roster": FORM,
  "lti.invite": FORM,
  "lti.sendScores": FORM,
  "model.list": NONE,
  "model.fetch": FORM,
  "model.cancel": FORM,
  "model.remove": FORM,
  "notice.list": NONE,
  "notice.unread": NONE,
  "notice.read": FORM,
  "peer.own": NONE,
  "peer.get": NONE,
  // A level a criterion, points an answer, and a comment.
  "peer.mark": { maxBytes: 32 * 1024, maxValues: 120 },
  "peer.overview": NONE,
  "peer.draw": FORM,
  "peer.release": FORM,
  "prediction.create": FORM,
  "prediction.get": NONE,
  "queue.get": NONE,
  "queue.move": FORM,
  "roster.list": NONE,
  // A thousand names and addresses, each letter of which may take four bytes.
  "roster.preview": { maxBytes: 420 * 1024, maxValues: 10 },
  "roster.invite": { maxBytes: 420 * 1024, maxValues: 10 },
  "roster.withdraw": FORM,
  "run.start": FORM,
  "run.startTwin": FORM,
  "run.list": NONE,
  "run.facets": NONE,
  "run.mark": FORM,
  "run.rename": FORM,
  "run.get": NONE,
  "run.curve": NONE,
  "run.network": NONE,
  "run.cancel": FORM,
  "run.pause": FORM,
  "run.resume": FORM,
  "run.remove": FORM,
  "run.keepModel": FORM,
  "run.result": NONE,
  "submission.get": NONE,
  "submission.work": NONE,
  "submission.findings": NONE,
  "submission.removePicture": FORM,
  "competition.get": NONE,
  "competition.alike": NONE,
  "competition.save": FORM,
  "competition.remove": FORM,
  "competition.chooseFinal": FORM,
  "competition.uncover": FORM,
  "submission.own": NONE,
  "submission.ofClass": NONE,
  // Thirty answers of 4,000 letters, which may take four bytes each, or of a hundred boxes, or five masks among them.
  "submission.submit": { maxBytes: 768 * 1024, maxValues: 20_000 },
  // A comment, and one on each of forty places, whose letters may take four bytes each.
  "submission.grade": { maxBytes: 200 * 1024, maxValues: 400 },
  "submission.discuss": { maxBytes: 24 * 1024, maxValues: 20 },
  "submission.scoreAgain": FORM,
  "team.list": NONE,
  "team.create": FORM,
  "team.join": FORM,
  "team.leave": FORM,
  "team.place": FORM,
  "team.deal": FORM,
  "storage.get": NONE,
  "storage.setLimit": FORM,
  "vision.models": NONE,
  "vision.pictures": NONE,
  "vision.removePicture": FORM,
  "vision.ask": FORM,
  "vision.question": NONE,
  "worker.list": NONE,
};

/** The longest body that any procedure takes. */
export const MAX_BODY_BYTES = Math.max(...Object.values(BODY_LIMITS).map(({ maxBytes }) => maxBytes));

/** @param path of one procedure, or those of a batch. */
export function bodyLimitOf(path: string, isBatch: boolean): BodyLimit {
  if (isBatch) return BATCH_LIMIT;
  return Object.hasOwn(BODY_LIMITS, path) ? (BODY_LIMITS[path] ?? NONE) : NONE;
}
