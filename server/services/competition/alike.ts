import { setImmediate } from "node:timers/promises";
import { desc, eq } from "drizzle-orm";
import { competitionEntry, run, runPrediction, submission, user } from "#db/schema/index.ts";
import { answerLikeness, graphLikeness, networkText } from "#models/competition/alike.ts";
import type { AlikePair } from "#server/contract/competition.ts";
import type { ServiceContext } from "../context.ts";
import { findTaughtCompetition } from "./find.ts";
import { floatsOf } from "./floats-of.ts";

/** From when on a pair is shown. Networks that were trained apart seldom agree on so many tiles. */
const MUCH_ALIKE = 0.98;
const MOST_PAIRS = 100;
/** Comparing goes with the square of them. */
const MOST_PEOPLE = 300;

/**
 * Each person's newest entry against the others': pairs that have much in common, with what it is, for an instructor to look at. It
 * decides nothing: the same starter gives the same network, and that with the same seed the same weights.
 */
export async function alikeEntries(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<AlikePair[]> {
  await findTaughtCompetition(ctx, exerciseId);
  const rows = await newestEntries(ctx, exerciseId);
  const pairs: AlikePair[] = [];
  for (const [index, one] of rows.entries()) {
    // Others are answered in between: a class is thousands of pairs.
    await setImmediate();
    for (const other of rows.slice(index + 1)) {
      const hasSameWeights = one.weightsSha256 === other.weightsSha256;
      const answers =
        one.answers === null || other.answers === null ? null : answerLikeness(one.answers, other.answers);
      const isNear = hasSameWeights || (answers ?? 0) >= MUCH_ALIKE;
      // Most of a class may have begun from one starter: the network alone says something with the same seed only.
      const hasSameSeed = one.seed === other.seed;
      if (!isNear && !(hasSameSeed && one.network === other.network)) continue;
      const graph = graphLikeness(one.graph, other.graph);
      const entries: AlikePair["entries"] = [shown(one), shown(other)];
      pairs.push({ entries, hasSameWeights, hasSameSeed, graph, answers });
    }
  }
  return pairs
    .toSorted(
      (a, b) =>
        Number(b.hasSameWeights) - Number(a.hasSameWeights) ||
        (b.answers ?? 0) - (a.answers ?? 0) ||
        b.graph - a.graph,
    )
    .slice(0, MOST_PAIRS);
}

type Newest = Awaited<ReturnType<typeof newestEntries>>[number];

const shown = ({ userId, userName, runId, runName }: Newest) => ({
  user: { id: userId, name: userName },
  runId,
  runName,
});

async function newestEntries({ db }: Pick<ServiceContext, "db">, exerciseId: string) {
  const rows = await db
    .selectDistinctOn([competitionEntry.userId], {
      userId: competitionEntry.userId,
      userName: user.name,
      runId: run.id,
      runName: run.name,
      hyperParameters: run.hyperParameters,
      graph: run.graph,
      weightsSha256: competitionEntry.weightsSha256,
      answers: runPrediction.answers,
    })
    .from(competitionEntry)
    .innerJoin(submission, eq(submission.id, competitionEntry.submissionId))
    .innerJoin(run, eq(run.id, submission.runId))
    .innerJoin(user, eq(user.id, competitionEntry.userId))
    .leftJoin(runPrediction, eq(runPrediction.runId, run.id))
    .where(eq(competitionEntry.exerciseId, exerciseId))
    .orderBy(competitionEntry.userId, desc(submission.submittedAt), desc(submission.number))
    .limit(MOST_PEOPLE);
  return rows.map(({ hyperParameters, answers, ...row }) => ({
    ...row,
    seed: hyperParameters.seed,
    network: networkText(row.graph),
    answers: answers === null ? null : floatsOf(answers),
  }));
}
