import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { competitionEntry, run, submission, team, user } from "#db/schema/index.ts";
import { compareRanked } from "#models/competition/order.ts";
import { finalEntries } from "#models/competition/final-entries.ts";
import type { LeagueEntry } from "#models/competition/leagues.ts";
import { originsOf } from "#models/weights/inherited-origins.ts";
import { ownerOf } from "./owner.ts";

export type EntryRow = Awaited<ReturnType<typeof entriesOf>>[number];

/** Everything that is on a competition's board, the private scores with it: whoever presents them leaves those out. */
export async function entriesOf(db: Queryable, exerciseId: string) {
  const rows = await db
    .select({
      submissionId: competitionEntry.submissionId,
      /** Of the team where one handed it in: it has one place on the board. */
      userId: ownerOf(submission.teamId, competitionEntry.userId),
      userName: sql<string>`coalesce(${team.name}, ${user.name})`,
      runId: run.id,
      runName: run.name,
      params: run.params,
      startedFrom: run.startedFrom,
      submittedAt: submission.submittedAt,
      weightsSha256: competitionEntry.weightsSha256,
      publicCorrect: competitionEntry.publicCorrect,
      publicCount: competitionEntry.publicCount,
      publicMacroF1: competitionEntry.publicMacroF1,
      privateCorrect: competitionEntry.privateCorrect,
      privateCount: competitionEntry.privateCount,
      privateMacroF1: competitionEntry.privateMacroF1,
      trainingSeconds: competitionEntry.trainingSeconds,
      isFinal: competitionEntry.isFinal,
      isTwin: sql<boolean>`exists (
        select from competition_entry twin join submission other on other.id = twin.submission_id
        where twin.exercise_id = ${competitionEntry.exerciseId}
          and twin.weights_sha256 = ${competitionEntry.weightsSha256}
          and ${ownerOf(sql`other.team_id`, sql`twin.user_id`)}
            <> ${ownerOf(submission.teamId, competitionEntry.userId)})`,
    })
    .from(competitionEntry)
    .innerJoin(submission, eq(submission.id, competitionEntry.submissionId))
    .innerJoin(run, eq(run.id, submission.runId))
    .innerJoin(user, eq(user.id, competitionEntry.userId))
    .leftJoin(team, eq(team.id, submission.teamId))
    .where(eq(competitionEntry.exerciseId, exerciseId))
    .orderBy(asc(submission.submittedAt), asc(submission.number), asc(submission.id));
  return rows.map(({ startedFrom, ...row }) => ({ ...row, origins: originsOf(startedFrom) }));
}

export type Part = "public" | "private";
export type PlacedEntry = LeagueEntry & { row: EntryRow; correct: number; count: number; isChosen: boolean };

/** Entries as one part ranks them. */
export function onPart(rows: readonly EntryRow[], part: Part): PlacedEntry[] {
  return rows.map((row) => {
    const [correct, count, macroF1] =
      part === "public"
        ? [row.publicCorrect, row.publicCount, row.publicMacroF1]
        : [row.privateCorrect, row.privateCount, row.privateMacroF1];
    return {
      id: row.submissionId,
      userId: row.userId,
      score: correct / count,
      macroF1,
      params: row.params,
      submittedMs: row.submittedAt.getTime(),
      trainingSeconds: row.trainingSeconds,
      isTransfer: row.origins.length > 0,
      isChosen: row.isFinal,
      row,
      correct,
      count,
    };
  });
}

/** The entries that count at the reveal, of everybody. */
export function countedEntries(rows: readonly EntryRow[]): EntryRow[] {
  const byPerson = new Map<string, PlacedEntry[]>();
  for (const entry of onPart(rows, "public")) {
    byPerson.set(entry.userId, [...(byPerson.get(entry.userId) ?? []), entry]);
  }
  return [...byPerson.values()].flatMap((own) => finalEntries(own)).map(({ row }) => row);
}

/** Each person's better counted entry by the private part, the best first: what the reveal uncovers. */
export function finalOrder(rows: readonly EntryRow[]): PlacedEntry[] {
  const best = new Map<string, PlacedEntry>();
  for (const entry of onPart(countedEntries(rows), "private")) {
    if (entry.isTransfer) continue;
    const known = best.get(entry.userId);
    if (known === undefined || compareRanked(entry, known) < 0) best.set(entry.userId, entry);
  }
  return [...best.values()].toSorted(compareRanked);
}
