import { eq } from "drizzle-orm";
import { artifact, datasetVersion, run, runEvaluation } from "#db/schema/index.ts";
import type { RunRecord } from "#models/records/run-record.ts";
import { taskOf } from "#models/tasks/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { findRun, MISSING_RUN } from "./find.ts";
import { targetIn } from "./target.ts";

/**
 * What the server has seen of a training that has finished. @throws AppError NOT_FOUND as `findRun` does, NOT_READY where it has
 * not finished or its network is not kept.
 */
export async function recordOfRun(
  ctx: Pick<ServiceContext, "db" | "actor">,
  runId: string,
): Promise<RunRecord> {
  const { run: row, datasetTitle, descriptor, isScoreHidden } = await findRun(ctx, runId);
  const [[whole], [version], [scores], files] = await Promise.all([
    ctx.db.select({ graph: run.graph }).from(run).where(eq(run.id, runId)),
    ctx.db
      .select({ number: datasetVersion.number, contents: datasetVersion.contents })
      .from(datasetVersion)
      .where(eq(datasetVersion.id, row.datasetVersionId)),
    ctx.db.select().from(runEvaluation).where(eq(runEvaluation.runId, runId)),
    ctx.db
      .select({ kind: artifact.kind, sha256: artifact.sha256 })
      .from(artifact)
      .where(eq(artifact.runId, runId)),
  ]);
  if (whole === undefined || version === undefined) throw new AppError("NOT_FOUND", MISSING_RUN);
  const hashOf = (kind: "onnx" | "safetensors") => files.find((file) => file.kind === kind)?.sha256;
  const [networkSha256, weightsSha256] = [hashOf("onnx"), hashOf("safetensors")];
  const { finishedAt, bestEpoch } = row;
  if (
    scores === undefined ||
    networkSha256 === undefined ||
    weightsSha256 === undefined ||
    finishedAt === null ||
    bestEpoch === null
  ) {
    throw new AppError("NOT_READY", "Only a run that has finished and whose network is kept has a record.");
  }
  const task = taskOf(targetIn(descriptor));
  return {
    format: "strata-run-record",
    version: 1,
    runId,
    name: row.name,
    finishedAt: finishedAt.toISOString(),
    graph: whole.graph,
    params: row.params,
    hyperParameters: row.hyperParameters,
    startedFrom: row.startedFrom,
    dataset: {
      id: row.datasetId,
      versionId: row.datasetVersionId,
      title: datasetTitle,
      number: version.number,
      contents: version.contents,
    },
    engine: row.computedBy,
    bestEpoch,
    weightsSha256,
    networkSha256,
    validation: task.rankOf(scores.validation),
    test: isScoreHidden ? null : task.rankOf(scores.test),
  };
}
