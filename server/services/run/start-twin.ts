import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { applyEdit } from "#models/graph/edits/apply-edit.ts";
import { freezeUpTo } from "#models/graph/edits/freeze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { MAX_RUN_NAME } from "#server/contract/run-choices.ts";
import type { RunDetails, StartTwinInput } from "#server/contract/run.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { readyVersion } from "../dataset/versions.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { lockPerson } from "../storage/lock-person.ts";
import { requireDisk } from "../storage/require-storage.ts";
import { findRun } from "./find.ts";
import { getRun } from "./get.ts";
import { lockForTraining, queueTraining, type PreparedTraining } from "./queue-training.ts";
import { trainingCost } from "./training-cost.ts";
import { livingTwinOf } from "./twin.ts";

const ENDING = ", random weights";

/**
 * Queues the network of a run that began from other weights once more, from random ones: the same settings, seed and version of
 * the dataset. Nothing of it is frozen, since frozen random weights teach nothing. A run has one twin for its whole cohort: the
 * one that there is comes again, unless it failed or was cancelled.
 * @throws AppError CONFLICT for a run that has none, NOT_READY where its dataset is gone.
 */
export async function startTwin(ctx: ServiceContext, input: StartTwinInput): Promise<RunDetails> {
  const { runId } = input;
  const { run: first } = await findRun(ctx, runId);
  const { cohortId, hyperParameters, startedFrom, state } = first;
  if (startedFrom === null) {
    throw new AppError("CONFLICT", "This run began from random weights itself.");
  }

  async function prepare(): Promise<{ graph: ModelGraph; training: PreparedTraining } | null> {
    if ((await livingTwinOf(ctx.db, runId)) !== null) return null;
    if (state === "failed" || state === "cancelled") {
      throw new AppError("CONFLICT", "This run came to nothing, so there is nothing to hold a twin against.");
    }
    await requireDisk(ctx);
    const [row] = await ctx.db.select({ graph: run.graph }).from(run).where(eq(run.id, runId));
    const version = await readyVersion(ctx.db, first.datasetVersionId);
    if (row === undefined || version === null) {
      throw new AppError("NOT_READY", "What this run was trained on is not there any more.");
    }
    const graph = thawed(row.graph);
    const cost = await trainingCost(ctx, { graph, hyperParameters, version });
    return { graph, training: { version, cost, start: null } };
  }

  async function make(
    tx: Transaction,
    id: string,
    prepared: Awaited<ReturnType<typeof prepare>>,
  ): Promise<string> {
    await lockPerson(tx, ctx.actor.id);
    const before = await livingTwinOf(tx, runId);
    if (before !== null) return before;
    const again = new AppError("CONFLICT", "Its twin was cancelled meanwhile. Start it once more.");
    if (prepared === null) throw again;
    const { graph, training } = prepared;
    const { epochs } = hyperParameters;
    const active = await lockForTraining(ctx, tx, { cohortId, epochs, prepared: training });
    const name = `${first.name.slice(0, MAX_RUN_NAME - ENDING.length)}${ENDING}`;
    const values = { id, cohortId, designId: null, name, graph, hyperParameters, twinOf: runId };
    if (await queueTraining(ctx, tx, { ...values, prepared: training, active })) return id;
    // A classmate's press came first.
    const meanwhile = await livingTwinOf(tx, runId);
    if (meanwhile === null) throw again;
    return meanwhile;
  }

  return getRun(ctx, await makeOnce(ctx, intentOf("run.startTwin", input), { prepare, make }));
}

function thawed(graph: ModelGraph): ModelGraph {
  const plan = freezeUpTo(graph, null);
  return plan.ok ? applyEdit(graph, plan.edit) : graph;
}
