import { eq } from "drizzle-orm";
import { artifact, design, run } from "#db/schema/index.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { epochsDone } from "./epochs-done.ts";
import { readRunEvents } from "./events.ts";
import { findRun, MISSING_RUN } from "./find.ts";
import { ownMarks } from "./own-marks.ts";
import { runSummary } from "./present.ts";
import { withoutScores } from "./without-scores.ts";
import { twinIdOf } from "./twin.ts";
import { waitingOf } from "./waiting.ts";

export async function getRun(ctx: ServiceContext, runId: string): Promise<RunDetails> {
  const {
    run: row,
    startedByName,
    datasetTitle,
    isSynthetic,
    descriptor,
    isScoreHidden,
    canManage,
    role,
  } = await findRun(ctx, runId);
  const [[network], events, files, waiting, origin, twinId, twinOf] = await Promise.all([
    ctx.db
      .select({ graph: run.graph, epochsDone, ...ownMarks(ctx.actor.id) })
      .from(run)
      .where(eq(run.id, runId)),
    // Up to the row's own number, so that state and history agree.
    readRunEvents(ctx.db, runId, { afterSeq: 0, upToSeq: row.lastSeq }),
    ctx.db
      .select({ kind: artifact.kind, sizeBytes: artifact.sizeBytes })
      .from(artifact)
      .where(eq(artifact.runId, runId)),
    waitingOf(ctx.db, [row]),
    originOf(ctx, { designId: row.designId, isInstructor: role === "instructor" }),
    // Only what began from other weights has one.
    row.startedFrom === null ? null : twinIdOf(ctx.db, runId),
    row.twinOf === null ? null : namedRun(ctx, row.twinOf),
  ]);
  if (network === undefined) throw new AppError("NOT_FOUND", MISSING_RUN);
  const bytesOf = (kind: "onnx" | "safetensors") =>
    files.find((file) => file.kind === kind)?.sizeBytes ?? null;
  return {
    ...runSummary(
      {
        ...row,
        startedByName,
        datasetTitle,
        isSynthetic,
        descriptor,
        isScoreHidden,
        epochs: row.hyperParameters.epochs,
        epochsDone: network.epochsDone,
      },
      waiting(row.jobId),
    ),
    designId: row.designId,
    startedFrom: row.startedFrom,
    twinId,
    twinOf,
    design: origin,
    graph: network.graph,
    hyperParameters: row.hyperParameters,
    macs: row.macs,
    estimatedMemoryBytes: row.estimatedMemoryBytes,
    peakMemoryBytes: row.peakMemoryBytes,
    attempt: row.attempt,
    bestEpoch: row.bestEpoch,
    failure: row.failure,
    lastSeq: row.lastSeq,
    events: isScoreHidden ? withoutScores(events) : events,
    isModelKept: row.isKept,
    modelDroppedFor: row.modelDroppedFor,
    hasModel: bytesOf("onnx") !== null,
    modelBytes: bytesOf("onnx"),
    weightsBytes: bytesOf("safetensors"),
    tags: network.tags,
    isHidden: network.isHidden,
    canManage,
  };
}

async function namedRun({ db }: ServiceContext, runId: string): Promise<RunDetails["twinOf"]> {
  const [found] = await db.select({ id: run.id, name: run.name }).from(run).where(eq(run.id, runId));
  return found ?? null;
}

async function originOf(
  { db, actor }: ServiceContext,
  { designId, isInstructor }: { designId: string | null; isInstructor: boolean },
): Promise<RunDetails["design"]> {
  if (designId === null) return null;
  const [found] = await db
    .select({ id: design.id, name: design.name, ownerId: design.ownerId, isShared: design.isShared })
    .from(design)
    .where(eq(design.id, designId));
  if (found === undefined) return null;
  const isMine = found.ownerId === actor.id;
  if (!isMine && !found.isShared && !isInstructor) return null;
  return { id: found.id, name: found.name, isMine };
}
