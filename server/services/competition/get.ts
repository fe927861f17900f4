import { and, count, eq, inArray, isNull, or } from "drizzle-orm";
import { competitionEntry, dataset, datasetVersion, submission } from "#db/schema/index.ts";
import { availabilityOf } from "#models/exercises/availability.ts";
import { firstPlaces } from "#models/competition/first-places.ts";
import { gainASecond, leaguesOf, rankLeague } from "#models/competition/leagues.ts";
import { compareRanked } from "#models/competition/order.ts";
import { tieGroups } from "#models/competition/statistical-ties.ts";
import { uncoveredPlaces } from "#models/competition/uncovering.ts";
import { classesOf } from "#models/tasks/classes-of.ts";
import { wilsonInterval } from "#models/training/wilson-interval.ts";
import type { BoardRow, CompetitionView, FinalPlace, OwnEntry } from "#server/contract/competition.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import type { ExerciseRow } from "../exercise/find.ts";
import { serverTime } from "../exercise/server-time.ts";
import { targetIn } from "../run/target.ts";
import { ownerIdOf } from "./owner.ts";
import { countedEntries, entriesOf, finalOrder, onPart, type EntryRow, type PlacedEntry } from "./entries.ts";
import { findCompetition, MISSING_COMPETITION, type CompetitionRow } from "./find.ts";

type Asker = Pick<ServiceContext, "db" | "actor">;

/**
 * A competition as somebody may see it: the public part's scores, and of the private part what has been uncovered.
 * @throws AppError NOT_FOUND, for a learner until it opens, too.
 */
export async function getCompetition(
  ctx: Asker,
  exerciseId: string,
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<CompetitionView> {
  const { row, exercise, member } = await findCompetition(ctx, exerciseId);
  const state = stateOf(row, exercise, (await serverTime(ctx.db)).getTime());
  if (member.role !== "instructor" && state === "waiting") {
    throw new AppError("NOT_FOUND", MISSING_COMPETITION);
  }
  const [{ title, classes }, entries, unscored, ownerId] = await Promise.all([
    datasetOf(ctx, row, exercise),
    entriesOf(ctx.db, exerciseId),
    unscoredIn(ctx, exerciseId),
    ownerIdOf(ctx.db, { row: exercise, userId: ctx.actor.id }),
  ]);
  const isRevealed = state === "revealed";
  const viewer = { userId: ownerId, classes };
  const ranked = isRevealed ? onPart(countedEntries(entries), "private") : onPart(entries, "public");
  const [first] = entries;
  return {
    exerciseId,
    cohortId: row.cohortId,
    title: exercise.title,
    datasetTitle: title,
    classes,
    settings: row.settings,
    state,
    opensAt: exercise.opensAt?.toISOString() ?? null,
    dueAt: exercise.dueAt?.toISOString() ?? null,
    sealedAt: row.sealedAt?.toISOString() ?? null,
    parts: first === undefined ? null : { public: first.publicCount, private: first.privateCount },
    boards: leaguesOf(row.settings).map((league) => {
      const rows = boardOf(rankLeague(ranked, { league, settings: row.settings, classes }), viewer);
      return { league, total: rows.length, rows: isWhole ? rows : firstPlaces(rows) };
    }),
    entries: ownEntries(entries, { userId: ownerId, isRevealed }),
    finals: finalsOf(row, entries, viewer),
    unscored,
  };
}

type Viewer = { userId: string; classes: number };

function boardOf(ranked: readonly PlacedEntry[], { userId, classes }: Viewer): BoardRow[] {
  const groups = tieGroups(ranked);
  const isSame = (one: number, other: number) => groups[one] === groups[other];
  return ranked.map((entry, index) => {
    const { row, score, macroF1, correct, count: tiles } = entry;
    return {
      rank: index + 1,
      group: groups[index] ?? 0,
      // Rows of a group stand together.
      isTied: isSame(index, index - 1) || isSame(index, index + 1),
      isFirstOfGroup: !isSame(index, index - 1),
      score,
      macroF1,
      interval: wilsonInterval(correct, tiles),
      user: { id: row.userId, name: row.userName },
      isMe: row.userId === userId,
      runId: row.runId,
      runName: row.runName,
      params: row.params,
      trainingSeconds: row.trainingSeconds,
      gainASecond: gainASecond(entry, classes),
      isTransfer: entry.isTransfer,
      isTwin: row.isTwin,
      submittedAt: row.submittedAt.toISOString(),
    };
  });
}

function ownEntries(
  entries: readonly EntryRow[],
  { userId, isRevealed }: { userId: string; isRevealed: boolean },
): OwnEntry[] {
  const own = entries.filter((entry) => entry.userId === userId);
  const counted = new Set(countedEntries(own).map(({ submissionId }) => submissionId));
  const hidden = new Map(onPart(own, "private").map((entry) => [entry.id, entry]));
  return onPart(own, "public")
    .map((entry) => {
      const of = hidden.get(entry.id);
      return {
        submissionId: entry.id,
        runId: entry.row.runId,
        runName: entry.row.runName,
        submittedAt: entry.row.submittedAt.toISOString(),
        public: scoreOf(entry),
        private: isRevealed && of !== undefined ? scoreOf(of) : null,
        params: entry.params,
        origins: entry.row.origins,
        isFinal: entry.isChosen,
        isCounted: counted.has(entry.id),
      };
    })
    .toReversed();
}

function scoreOf({ score, macroF1, correct, count: tiles }: PlacedEntry) {
  return { score, macroF1, interval: wilsonInterval(correct, tiles) };
}

/** Covered places have no row, so that nothing can be read from what is sent. */
function finalsOf(
  row: CompetitionRow,
  entries: readonly EntryRow[],
  viewer: Viewer,
): CompetitionView["finals"] {
  const order = finalOrder(entries);
  const total = order.length;
  if (row.revealStartedAt === null) return { uncovered: 0, total, places: [] };
  const rows = boardOf(order, viewer);
  const byPublic = onPart(
    order.map((entry) => entry.row),
    "public",
  ).toSorted(compareRanked);
  const seen = uncoveredPlaces(rows, row.uncovered);
  const places = seen.map(({ rank, row: shown }): FinalPlace => {
    if (shown === null) return { rank, row: null };
    const before = byPublic.findIndex((entry) => entry.row.runId === shown.runId);
    return { rank, row: { ...shown, publicScore: byPublic[before]?.score ?? 0, publicRank: before + 1 } };
  });
  // Which group a place is in says something of the places that are still covered.
  const isWhole = row.revealedAt !== null;
  return {
    uncovered: row.uncovered,
    total,
    places: isWhole
      ? places
      : places.map((place) =>
          place.row === null
            ? place
            : { ...place, row: { ...place.row, group: place.rank, isTied: false, isFirstOfGroup: true } },
        ),
  };
}

function stateOf(row: CompetitionRow, exercise: ExerciseRow, nowMs: number): CompetitionView["state"] {
  if (row.revealedAt !== null) return "revealed";
  if (row.revealStartedAt !== null) return "revealing";
  const terms = {
    isPublished: exercise.isPublished,
    opensMs: exercise.opensAt?.getTime() ?? null,
    dueMs: exercise.dueAt?.getTime() ?? null,
    late: exercise.handIn.late,
  };
  const { state } = availabilityOf(terms, nowMs);
  return state === "late" ? "open" : state;
}

async function datasetOf(ctx: Asker, row: CompetitionRow, exercise: ExerciseRow) {
  const datasetId =
    row.datasetVersionId === null
      ? await chooseDataset(ctx, { cohortId: row.cohortId, datasetId: exercise.datasetId })
      : exercise.datasetId;
  const [found] = await ctx.db
    .select({ title: dataset.title, descriptor: datasetVersion.descriptor })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(
      row.datasetVersionId === null
        ? eq(dataset.id, datasetId ?? "")
        : eq(datasetVersion.id, row.datasetVersionId),
    )
    .orderBy(datasetVersion.number)
    .limit(1);
  return { title: found?.title ?? "", classes: classesOf(targetIn(found?.descriptor)).length };
}

/** Handed in, and not on the board yet. */
export async function unscoredIn({ db }: Pick<Asker, "db">, exerciseId: string): Promise<number> {
  const [found] = await db
    .select({ count: count() })
    .from(submission)
    .leftJoin(competitionEntry, eq(competitionEntry.submissionId, submission.id))
    .where(
      and(
        eq(submission.exerciseId, exerciseId),
        or(
          inArray(submission.state, ["waiting", "queued"]),
          and(eq(submission.state, "scored"), isNull(competitionEntry.submissionId)),
        ),
      ),
    );
  return found?.count ?? 0;
}
