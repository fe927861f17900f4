import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { design } from "#db/schema/index.ts";
import type { RunDetails, StartRunInput } from "#server/contract/run.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { requireCurrentVersion } from "../dataset/versions.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { startingPointOf } from "../weights/starting-point-of.ts";
import { requireDisk } from "../storage/require-storage.ts";
import { getRun } from "./get.ts";
import { lockForTraining, queueTraining, type PreparedTraining } from "./queue-training.ts";
import { trainingCost } from "./training-cost.ts";

type DesignRow = typeof design.$inferSelect;

/** Queues the training of one's own or a shared design as it is saved now. */
export async function startRun(ctx: ServiceContext, input: StartRunInput): Promise<RunDetails> {
  const { cohortId, designId, hyperParameters } = input;

  // Worked out before the transaction, which holds locks and a connection. The same revision is the same network.
  async function prepare(): Promise<PreparedTraining> {
    await requireMember(ctx, cohortId);
    await requireDisk(ctx);
    const rows = await ctx.db.select().from(design).where(isAskedFor(input));
    const chosen = chosenBy(ctx, input, rows);
    const datasetId = await chooseDataset(ctx, { cohortId, datasetId: chosen.datasetId });
    const version = await requireCurrentVersion(ctx.db, datasetId);
    const { graph } = chosen;
    const start = await startingPointOf(ctx.db, chosen.weightsId, { graph, version });
    return { version, start, cost: await trainingCost(ctx, { graph, hyperParameters, version }) };
  }

  async function make(tx: Transaction, id: string, prepared: PreparedTraining): Promise<string> {
    const { epochs } = hyperParameters;
    const active = await lockForTraining(ctx, tx, { cohortId, epochs, prepared });
    const chosen = chosenBy(ctx, input, await tx.select().from(design).where(isAskedFor(input)).for("share"));
    const name = input.name ?? chosen.name;
    const { graph } = chosen;
    await queueTraining(ctx, tx, { id, cohortId, designId, hyperParameters, name, graph, prepared, active });
    return id;
  }

  return getRun(ctx, await makeOnce(ctx, intentOf("run.start", input), { prepare, make }));
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
