import { emptyGraph } from "#models/graph/empty-graph.ts";
import { fitToTarget } from "#models/graph/fit-target.ts";
import { formatZoned } from "#models/exercises/zoned-time.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import type { BeginExerciseInput } from "#server/contract/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { currentVersion } from "../dataset/versions.ts";
import { insertDesign } from "../design/insert.ts";
import { intentOf } from "../make-once.ts";
import { findExercise } from "./find.ts";
import { contentOf } from "./get.ts";
import { standingIn } from "./present.ts";
import { serverTime } from "./server-time.ts";

const MAX_NAME = 80;

/** A design of the actor's that begins as the exercise does. One may go on with it after the deadline. */
export async function beginExercise(ctx: ServiceContext, input: BeginExerciseInput): Promise<DesignDetails> {
  return insertDesign(ctx, intentOf("exercise.begin", input), async () => {
    const { row, member } = await findExercise(ctx, input.exerciseId);
    const { cohortId, opensAt } = row;
    const { state } = standingIn(row, (await serverTime(ctx.db)).getTime(), null);
    if (state === "waiting" && member.role !== "instructor" && opensAt !== null) {
      throw new AppError("CONFLICT", `This exercise opens on ${formatZoned(opensAt.getTime(), "UTC")}.`);
    }
    const { start } = await contentOf(ctx, row.id);
    const graph = start.kind === "empty" ? emptyGraph() : start.graph;
    const datasetId = await chooseDataset(ctx, { cohortId, datasetId: row.datasetId });
    const version = await currentVersion(ctx.db, datasetId);
    const isFitted = version !== null && start.kind === "empty";
    return {
      cohortId,
      name: row.title.slice(0, MAX_NAME),
      // A starter is as its instructor drew it, mistakes and all.
      graph: isFitted ? fitToTarget(graph, version.descriptor) : graph,
      datasetId,
      exerciseId: row.id,
    };
  });
}
