import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, cohortMember, datasetVersion, design, run, weights } from "#db/schema/index.ts";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { firstError } from "#models/graph/first-error.ts";
import { settingProblems } from "#models/tasks/setting-problems.ts";
import type { RunDetails, StartRunInput } from "#server/contract/run.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember, type Membership } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import { requireWithinCohort } from "../cohort/require-within.ts";
import type { ServiceContext } from "../context.ts";
import { requireMemory } from "../cost/require-memory.ts";
import { trainingTask } from "../cost/training-task.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { requireCurrentVersion, type ReadyVersion } from "../dataset/versions.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { startingPointOf } from "../weights/starting-point-of.ts";
import { requireDisk, requireQuota } from "../storage/require-storage.ts";
import { CHECKPOINT_BYTES_PER_PARAM } from "../storage/used-by.ts";
import { appendEvent } from "./append-event.ts";
import { getRun } from "./get.ts";
import { requireRoom } from "./require-room.ts";

type DesignRow = typeof design.$inferSelect;
type Cost = Pick<typeof run.$inferSelect, "params" | "macs" | "estimatedMemoryBytes">;
type Prepared = { cost: Cost; version: ReadyVersion; start: Awaited<ReturnType<typeof startingPointOf>> };

/** Queues the training of one's own or a shared design as it is saved now. */
export async function startRun(ctx: ServiceContext, input: StartRunInput): Promise<RunDetails> {
  const { cohortId, designId, hyperParameters } = input;

  // Worked out before the transaction, which holds locks and a connection. The same revision is the same network.
  async function prepare(): Promise<Prepared> {
    await requireMember(ctx, cohortId);
    await requireDisk(ctx);
    const rows = await ctx.db.select().from(design).where(isAskedFor(input));
    const chosen = chosenBy(ctx, input, rows);
    const datasetId = await chooseDataset(ctx, { cohortId, datasetId: chosen.datasetId });
    const version = await requireCurrentVersion(ctx.db, datasetId);
    const { graph } = chosen;
    const start = await startingPointOf(ctx.db, chosen.weightsId, { graph, version });
    return { version, start, cost: await costOf(ctx, { graph, hyperParameters, version }) };
  }

  async function make(tx: Transaction, id: string, { cost, version, start }: Prepared): Promise<string> {
    const member = await lockMembership(ctx, tx, cohortId);
    await lockVersion(tx, version);
    const active = await requireRoom(tx, ctx.actor.id, { isResuming: false, isOwn: true });
    await requireWithinCohort(tx, member, { userId: ctx.actor.id, epochs: hyperParameters.epochs });
    if (start !== null) await lockWeights(tx, start.weightsId);
    const bytes = cost.params * CHECKPOINT_BYTES_PER_PARAM;
    await requireQuota(ctx, tx, { userId: ctx.actor.id, bytes });
    const chosen = chosenBy(ctx, input, await tx.select().from(design).where(isAskedFor(input)).for("share"));
    const jobId = randomUUID();
    await tx.insert(run).values({
      id,
      jobId,
      cohortId,
      designId,
      hyperParameters,
      startedBy: ctx.actor.id,
      name: input.name ?? chosen.name,
      graph: chosen.graph,
      datasetId: version.datasetId,
      datasetVersionId: version.id,
      ...start,
      ...cost,
    });
    await appendEvent(tx, id, { kind: "queued" });
    // The more of one's runs are under way, the later the next: nobody's third is trained before another's first.
    await ctx.jobs.enqueue(tx, trainRunJob, { runId: id }, { id: jobId, priority: -active });
    await notify(tx, { kind: "job", queue: trainRunJob.queue });
    return id;
  }

  return getRun(ctx, await makeOnce(ctx, intentOf("run.start", input), { prepare, make }));
}

/** Held until the run is there, so that who is removed meanwhile leaves no run behind that nobody cancels. */
async function lockMembership(ctx: ServiceContext, tx: Transaction, cohortId: string): Promise<Membership> {
  // In this order, as whoever removes a member locks them. Who archives the cohort waits until the run is there to cancel.
  await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.id, cohortId)).for("share");
  await tx
    .select({ userId: cohortMember.userId })
    .from(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, ctx.actor.id)))
    .for("share");
  const member = await requireMember({ db: tx, actor: ctx.actor }, cohortId);
  requireOpen(member);
  return member;
}

/** Held until the run is there, so that nobody deletes meanwhile what it trains on. */
async function lockVersion(tx: Transaction, { id }: ReadyVersion): Promise<void> {
  const [kept] = await tx
    .select({ state: datasetVersion.state })
    .from(datasetVersion)
    .where(eq(datasetVersion.id, id))
    .for("share");
  if (kept?.state === "ready") return;
  throw new AppError("CONFLICT", "The dataset was deleted meanwhile. Choose another one for this design.");
}

/** Held until the run is there, so that nobody clears them away meanwhile. */
async function lockWeights(tx: Transaction, weightsId: string): Promise<void> {
  const rows = await tx
    .select({ id: weights.id })
    .from(weights)
    .where(eq(weights.id, weightsId))
    .for("share");
  if (rows.length > 0) return;
  throw new AppError("CONFLICT", "The weights that it starts from were changed meanwhile. Try it once more.");
}

const isAskedFor = ({ designId, cohortId }: StartRunInput) =>
  and(eq(design.id, designId), eq(design.cohortId, cohortId));

/** @throws AppError NOT_FOUND for a design that is not theirs to train, CONFLICT for one that was changed since. */
function chosenBy(ctx: ServiceContext, input: StartRunInput, [found]: DesignRow[]): DesignRow {
  if (found === undefined || (found.ownerId !== ctx.actor.id && !found.isShared)) {
    throw new AppError("NOT_FOUND", "There is no such design");
  }
  if (found.revision !== input.revision) {
    throw new AppError("CONFLICT", "The design was changed elsewhere. Look at it again before training it.");
  }
  return found;
}

type Training = Pick<StartRunInput, "hyperParameters"> & Pick<DesignRow, "graph"> & { version: ReadyVersion };

/** What a training costs. @throws AppError where it is none, or takes more than there is. */
async function costOf(
  ctx: ServiceContext,
  { graph, hyperParameters, version: { descriptor } }: Training,
): Promise<Cost> {
  const { isTrainable, issues, totals } = analyzeGraph(graph, descriptor);
  if (!isTrainable) {
    throw new AppError("INVALID_GRAPH", firstError(graph, issues) ?? "This network cannot be trained");
  }
  const { target } = descriptor;
  const [problem] = Object.values(settingProblems(hyperParameters, target));
  if (problem !== undefined) throw new AppError("INVALID_INPUT", problem);
  const task = trainingTask(descriptor, { graph, hyperParameters });
  const estimatedMemoryBytes = await requireMemory(ctx, task);
  return { params: totals.params, macs: totals.macs, estimatedMemoryBytes };
}
