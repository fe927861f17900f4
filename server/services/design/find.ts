import { eq, getTableColumns } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { design, user } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import type { DesignRow } from "./present.ts";

const missing = () => new AppError("NOT_FOUND", "There is no such design");

/** @throws AppError NOT_FOUND for what is not the actor's own and not shared in a cohort of theirs. */
export async function findDesign(
  ctx: ServiceContext,
  designId: string,
  db: Queryable = ctx.db,
): Promise<DesignRow> {
  const [found] = await db
    .select({ ...getTableColumns(design), ownerName: user.name })
    .from(design)
    .innerJoin(user, eq(user.id, design.ownerId))
    .where(eq(design.id, designId));
  if (found === undefined) throw missing();
  await requireMember({ db, actor: ctx.actor }, found.cohortId).catch(() => Promise.reject(missing()));
  if (found.ownerId !== ctx.actor.id && !found.isShared) throw missing();
  return found;
}

/** @throws AppError NOT_FOUND as above, FORBIDDEN for what a classmate shares. */
export async function findOwnDesign(ctx: ServiceContext, designId: string): Promise<DesignRow> {
  const found = await findDesign(ctx, designId);
  if (found.ownerId !== ctx.actor.id) {
    throw new AppError("FORBIDDEN", "Only the owner of a design can change it. Duplicate it first.");
  }
  return found;
}
