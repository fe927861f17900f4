import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { design, weights } from "#db/schema/index.ts";
import { outlineOf } from "#models/graph/outline.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import { makeOnce, type Intent } from "../make-once.ts";
import { lockCopyOfRun, rememberCopyOfRun } from "./copy-of-run.ts";
import { getDesign } from "./get.ts";
import { requireRoom } from "./require-room.ts";

type NewDesign = {
  cohortId: string;
  name: string;
  graph: ModelGraph;
  datasetId: string | null;
  /** Of the same cohort. */
  weightsId?: string | null;
  exerciseId?: string | null;
  /** The run whose network it is a copy of: a person has one of each. */
  copyOfRun?: string;
};

/** Adds a design of the actor's, as long as there is room. `prepare` sees that the actor is a member. */
export async function insertDesign(
  ctx: ServiceContext,
  intent: Intent,
  prepare: () => Promise<NewDesign>,
): Promise<DesignDetails> {
  async function make(
    tx: Transaction,
    id: string,
    { copyOfRun, weightsId = null, ...values }: NewDesign,
  ): Promise<string> {
    const ownerId = ctx.actor.id;
    const copy = copyOfRun === undefined ? null : { userId: ownerId, runId: copyOfRun };
    const before = copy === null ? null : await lockCopyOfRun(tx, copy);
    if (before !== null) return before;
    requireOpen(await requireMember({ db: tx, actor: ctx.actor }, values.cohortId));
    await requireRoom(tx, ownerId, values.cohortId);
    const outline = outlineOf(values.graph);
    await tx
      .insert(design)
      .values({ ...values, id, ownerId, outline, weightsId: await lockedWeights(tx, weightsId) });
    if (copy !== null) await rememberCopyOfRun(tx, copy, id);
    return id;
  }
  return getDesign(ctx, await makeOnce(ctx, intent, { prepare, make }));
}

/** Held until the design is there; null where they have been cleared away since it was prepared. */
async function lockedWeights(tx: Transaction, weightsId: string | null): Promise<string | null> {
  if (weightsId === null) return null;
  const [found] = await tx
    .select({ id: weights.id })
    .from(weights)
    .where(eq(weights.id, weightsId))
    .for("share");
  return found?.id ?? null;
}
