import { desc, eq, sql } from "drizzle-orm";
import {
  competitionEntry,
  entryTrait,
  run,
  runPrediction,
  submission,
  team,
  user,
} from "#db/schema/index.ts";
import { networkKey } from "#models/graph/network-key.ts";
import type { ServiceContext } from "../context.ts";
import { floatsOf } from "./floats-of.ts";
import { ownerOf } from "./owner.ts";

/** Comparing goes with the square of them. */
const MOST_PEOPLE = 300;

export type NewestEntry = Awaited<ReturnType<typeof newestEntries>>[number];

/** Each person's newest entry, or each team's, with all that it can be held against others by. */
export async function newestEntries({ db }: Pick<ServiceContext, "db">, exerciseId: string) {
  const owner = ownerOf(submission.teamId, competitionEntry.userId);
  const rows = await db
    .selectDistinctOn([owner], {
      userId: owner,
      userName: sql<string>`coalesce(${team.name}, ${user.name})`,
      runId: run.id,
      runName: run.name,
      hyperParameters: run.hyperParameters,
      startedFrom: run.startedFrom,
      graph: run.graph,
      weightsSha256: competitionEntry.weightsSha256,
      answers: runPrediction.answers,
      sketch: entryTrait.sketch,
      trace: entryTrait.trace,
    })
    .from(competitionEntry)
    .innerJoin(submission, eq(submission.id, competitionEntry.submissionId))
    .innerJoin(run, eq(run.id, submission.runId))
    .innerJoin(user, eq(user.id, competitionEntry.userId))
    .leftJoin(team, eq(team.id, submission.teamId))
    .leftJoin(runPrediction, eq(runPrediction.runId, run.id))
    .leftJoin(entryTrait, eq(entryTrait.submissionId, competitionEntry.submissionId))
    .where(eq(competitionEntry.exerciseId, exerciseId))
    .orderBy(owner, desc(submission.submittedAt), desc(submission.number))
    .limit(MOST_PEOPLE);
  return rows.map(({ hyperParameters, startedFrom, answers, trace, ...row }) => ({
    ...row,
    seed: hyperParameters.seed,
    isBegun: startedFrom !== null,
    network: networkKey(row.graph),
    answers: answers === null ? null : floatsOf(answers),
    trace: trace ?? [],
  }));
}
