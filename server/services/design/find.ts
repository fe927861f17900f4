import { eq } from "drizzle-orm";
import { design, user } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor, requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { SUMMARY_COLUMNS, type DesignRow } from "./present.ts";

export type FoundDesign = Omit<DesignRow, "graph">;

const MISSING = "There is no such design";

/** @throws AppError NOT_FOUND for what is neither the actor's own, nor shared in a cohort of theirs, nor in one they teach. */
export async function findDesign(ctx: ServiceContext, designId: string): Promise<DesignRow> {
  const [found] = await ctx.db
    .select({ ...SUMMARY_COLUMNS, graph: design.graph })
    .from(design)
    .innerJoin(user, eq(user.id, design.ownerId))
    .where(eq(design.id, designId));
  return requireSeen(ctx, found);
}

/** Without its network, which changing or deleting it need not know. @throws AppError NOT_FOUND as above. */
async function findSeenDesign(ctx: ServiceContext, designId: string): Promise<FoundDesign> {
  const [row] = await ctx.db
    .select(SUMMARY_COLUMNS)
    .from(design)
    .innerJoin(user, eq(user.id, design.ownerId))
    .where(eq(design.id, designId));
  return requireSeen(ctx, row);
}

/** @throws AppError NOT_FOUND as above, FORBIDDEN for what a classmate shares. */
export async function findOwnDesign(ctx: ServiceContext, designId: string): Promise<FoundDesign> {
  const found = await findSeenDesign(ctx, designId);
  if (found.ownerId === ctx.actor.id) return found;
  throw new AppError("FORBIDDEN", "Only the owner of a design can change it. Duplicate it first.");
}

/**
 * One's own, or for an instructor what somebody shared who is no longer in the cohort.
 * @throws AppError NOT_FOUND as above, FORBIDDEN for what a classmate made, for what was never shared, and for a learner.
 */
export async function findDesignInCare(ctx: ServiceContext, designId: string): Promise<FoundDesign> {
  const found = await findSeenDesign(ctx, designId);
  if (found.ownerId === ctx.actor.id) return found;
  if (found.ownerIsMember) {
    throw new AppError("FORBIDDEN", "The design's owner is in the cohort, and decides alone about it.");
  }
  await requireInstructor(ctx, found.cohortId);
  if (!found.isShared) {
    throw new AppError("FORBIDDEN", "Who made the design never shared it. You can read it and duplicate it.");
  }
  return found;
}

async function requireSeen<Row extends FoundDesign>(
  ctx: ServiceContext,
  found: Row | undefined,
): Promise<Row> {
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING);
  const { role } = await requireMember(ctx, found.cohortId, MISSING);
  const isSeen = found.ownerId === ctx.actor.id || found.isShared || role === "instructor";
  if (!isSeen) throw new AppError("NOT_FOUND", MISSING);
  return found;
}
