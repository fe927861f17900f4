import type { Queryable } from "#db/client.ts";
import { countAttempt, type Limit } from "#server/services/rate-limit.ts";

/** A query that may be asked as often as one likes, and why that stops nobody. */
type Cheap = { why: string };

// How often one person may ask for what, over all of their tabs and scripts. Each is several times what the busiest page
// does, so that only a script or an attack meets one, and little enough that a person at the limit leaves the others theirs.

/** Buttons that people press: once a second for a whole minute is no hand's work. */
const BY_HAND: Limit = { max: 60, windowSeconds: 60, excess: "That was a lot of changes at once" };
/** Each makes something that stays. An instructor who prepares a course makes some dozens in an hour. */
const MAKING: Limit = { max: 30, windowSeconds: 60, excess: "That is a lot of new things at once" };
/**
 * Lists and pages are read again when the server says that they changed: ten times a second in each of three tabs would
 * be a class of 40 that does something every second.
 */
const READING: Limit = { max: 300, windowSeconds: 10, excess: "That was a lot of questions at once" };

export const LIMITS = {
  "account.get": READING,
  "account.leaving": READING,
  "account.calendar": BY_HAND,
  // A lesson in which half of a class has forgotten its passwords.
  "account.makeResetLink": { max: 60, windowSeconds: 600, excess: "Too many links were made" },
  "cohort.list": { why: "the few cohorts of one person, by index" },
  "cohort.create": MAKING,
  // Each try is a guess. A class joins with one try a person.
  "cohort.join": { max: 10, windowSeconds: 600, excess: "Too many codes were tried" },
  "cohort.get": { why: "one class with its names, by index" },
  "cohort.rename": BY_HAND,
  "cohort.rotateJoinCode": BY_HAND,
  // A class of 40 can be emptied in one go.
  "cohort.removeMember": BY_HAND,
  "cohort.leave": BY_HAND,
  "cohort.leaderboard": READING,
  "cohort.desk": READING,
  "cohort.setRole": BY_HAND,
  "cohort.changeSettings": BY_HAND,
  "cohort.contents": READING,
  "cohort.archive": BY_HAND,
  "cohort.remove": BY_HAND,
  // Asked 350 ms after the last key: at most 171 a minute, by who types one letter and waits, all the time.
  "cost.estimate": {
    max: 180,
    windowSeconds: 60,
    excess: "That is more than the server can work out at once",
  },
  "dataset.list": READING,
  "dataset.get": READING,
  "dataset.details": READING,
  // As many as tiles, which stand in their place.
  "dataset.window": { max: 600, windowSeconds: 10, excess: "That is a lot of windows at once" },
  "dataset.use": BY_HAND,
  "dataset.setDefault": BY_HAND,
  "dataset.letLearnersAdd": BY_HAND,
  "dataset.update": BY_HAND,
  "dataset.remove": BY_HAND,
  "datasetImport.create": MAKING,
  "datasetImport.fromCatalogue": MAKING,
  // Read again with every second of an import's progress.
  "datasetImport.get": READING,
  "datasetImport.peek": READING,
  "datasetImport.list": READING,
  "datasetImport.start": BY_HAND,
  "datasetImport.cancel": BY_HAND,
  "datasetImport.discard": BY_HAND,
  "datasetImport.confirm": MAKING,
  "design.list": READING,
  "design.get": READING,
  "design.create": MAKING,
  // A tab saves 700 ms after the last change, so at most 15 times in 10 s: four tabs.
  "design.save": { max: 60, windowSeconds: 10, excess: "That is more than can be saved at once" },
  "design.duplicate": MAKING,
  "design.fromRun": MAKING,
  "design.remove": BY_HAND,
  "design.takeOver": BY_HAND,
  "design.weights": READING,
  // Each copies a run's weights, where they are not kept yet.
  "design.startFrom": MAKING,
  "exercise.list": READING,
  "exercise.get": READING,
  "exercise.create": MAKING,
  "exercise.save": BY_HAND,
  "exercise.remove": BY_HAND,
  "exercise.begin": MAKING,
  // A whole class gets another day.
  "exercise.extend": { max: 120, windowSeconds: 60, excess: "That was a lot of extensions at once" },
  "exercise.showNames": BY_HAND,
  "gradebook.get": READING,
  "lti.get": READING,
  "lti.register": MAKING,
  "lti.change": BY_HAND,
  "lti.remove": BY_HAND,
  "lti.allowCourse": BY_HAND,
  // Each asks somebody else's server, page by page.
  "lti.roster": { max: 10, windowSeconds: 60, excess: "The roster was read often" },
  "lti.invite": { max: 10, windowSeconds: 60, excess: "The roster was read often" },
  // Works out what everybody of a class has.
  "lti.sendScores": { max: 10, windowSeconds: 60, excess: "The scores were sent often" },
  // Read again with every second of a download's progress.
  "model.list": READING,
  "model.fetch": MAKING,
  "model.cancel": BY_HAND,
  "model.remove": BY_HAND,
  "notice.list": READING,
  "notice.unread": READING,
  // A list of fifty, one after the other.
  "notice.read": BY_HAND,
  "peer.own": READING,
  "peer.get": READING,
  "peer.mark": BY_HAND,
  "peer.overview": READING,
  // Each draws for a whole class, or gives it its grades.
  "peer.draw": { max: 10, windowSeconds: 60, excess: "That is a lot of drawing" },
  "peer.release": { max: 10, windowSeconds: 60, excess: "That is a lot of releasing" },
  // Two tiles a second, clicked for a minute.
  "prediction.create": { max: 120, windowSeconds: 60, excess: "That is a lot of questions" },
  "prediction.get": { why: "one row by its id" },
  // Three runs can be under way; this many are started and cancelled again.
  "run.startTwin": MAKING,
  "run.start": { max: 30, windowSeconds: 60, excess: "Too many runs were started" },
  "queue.get": READING,
  "queue.move": BY_HAND,
  "roster.list": READING,
  "roster.preview": BY_HAND,
  "roster.invite": MAKING,
  // A class of 40 that was invited by mistake.
  "roster.withdraw": BY_HAND,
  "run.list": READING,
  "run.facets": READING,
  "run.mark": BY_HAND,
  "run.rename": BY_HAND,
  "run.get": READING,
  "run.curve": READING,
  "run.network": READING,
  "run.cancel": BY_HAND,
  "run.pause": BY_HAND,
  "run.resume": BY_HAND,
  "run.remove": BY_HAND,
  "run.keepModel": BY_HAND,
  "run.result": READING,
  "submission.get": READING,
  "submission.work": READING,
  "submission.findings": READING,
  "submission.removePicture": BY_HAND,
  "competition.get": READING,
  // Every pair of a class is compared, seconds of work where it is large.
  "competition.alike": { max: 10, windowSeconds: 60, excess: "That is a lot of comparing" },
  "competition.save": BY_HAND,
  "competition.remove": BY_HAND,
  "competition.chooseFinal": BY_HAND,
  // A class of 60, place by place in a minute.
  "competition.uncover": BY_HAND,
  "submission.own": READING,
  "submission.ofClass": READING,
  "submission.submit": MAKING,
  "submission.grade": BY_HAND,
  "submission.discuss": MAKING,
  "submission.scoreAgain": BY_HAND,
  "team.list": READING,
  "team.create": MAKING,
  // Each may be a guess of a code.
  "team.join": { max: 30, windowSeconds: 600, excess: "Too many teams were tried" },
  "team.leave": BY_HAND,
  // A whole class by hand.
  "team.place": { max: 120, windowSeconds: 60, excess: "That was a lot of changes at once" },
  "team.deal": BY_HAND,
  "storage.get": READING,
  "storage.setLimit": BY_HAND,
  "vision.models": READING,
  "vision.pictures": READING,
  "vision.removePicture": BY_HAND,
  // Two clicks a second for a minute; each takes a network's time.
  "vision.ask": { max: 120, windowSeconds: 60, excess: "That is a lot of questions" },
  "vision.question": { why: "one row by its id" },
  "worker.list": { why: "the few workers that are alive" },

  // Decoding a large photograph takes a second.
  "files.ownPicture": { max: 20, windowSeconds: 60, excess: "That is a lot of pictures of one person" },
  // A photograph each second for a minute.
  "files.visionUpload": { max: 60, windowSeconds: 60, excess: "That is a lot of pictures at once" },
  // Fifteen frames a second, each sent and its answer asked for, and that twice.
  "files.visionFrame": { max: 600, windowSeconds: 10, excess: "That is a lot of frames at once" },
  // A page that asks on this machine takes a model once; the browser keeps it.
  "files.modelBytes": { max: 60, windowSeconds: 60, excess: "That is a lot of models at once" },
  "files.visionPicture": { max: 200, windowSeconds: 10, excess: "That is a lot of pictures at once" },
  // The faces of a whole course, which the browser keeps.
  "files.personPicture": { max: 1_000, windowSeconds: 10, excess: "That is a lot of pictures at once" },
  // Files over HTTP. A page shows two dozen tiles, which the browser keeps: 25 pages in ten seconds.
  "files.tile": { max: 600, windowSeconds: 10, excess: "That is a lot of tiles at once" },
  // 20 MiB/s of an upload, for which one takes turns.
  "files.part": { max: 600, windowSeconds: 60, excess: "That is a lot of data at once" },
  // Each may be as large as ResNet50 and takes seconds to read.
  "files.model": { max: 12, windowSeconds: 60, excess: "That is a lot of models at once" },
  "files.networkFile": { max: 12, windowSeconds: 60, excess: "That is a lot of files at once" },
  // The tables of every run of a class of 40, by a script.
  "files.table": { max: 200, windowSeconds: 60, excess: "That is a lot of files at once" },
  // A whole class with all of its epochs, read row by row.
  "files.cohortTable": { max: 30, windowSeconds: 60, excess: "That is a lot of tables at once" },
  // A trained network has up to hundreds of megabytes: one of everybody in a class.
  "files.network": { max: 60, windowSeconds: 60, excess: "That is a lot of files at once" },
} as const satisfies Record<string, Limit | Cheap>;

export type LimitName = keyof typeof LIMITS;

/**
 * Counts a person's call against the limit of what is called, with a counter for each.
 * @throws AppError RATE_LIMITED
 */
export async function requireWithinLimit(db: Queryable, userId: string, name: string): Promise<void> {
  const limit: Limit | Cheap | undefined = Object.hasOwn(LIMITS, name)
    ? LIMITS[name as LimitName]
    : undefined;
  if (limit === undefined) throw new Error(`There is no limit for ${name}`);
  if ("max" in limit) await countAttempt(db, `${name}:${userId}`, limit);
}
