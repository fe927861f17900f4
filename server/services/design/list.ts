import { and, desc, eq, ne, sql } from "drizzle-orm";
import { design, user } from "#db/schema/index.ts";
import type { DesignSummary, ListDesignsInput } from "#server/contract/design.ts";
import { requireInstructor, requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { isAfter, pageOf, positionIn, type Page } from "../page-cursor.ts";
import { drawOutline } from "./draw-outline.ts";
import { designSummary, SUMMARY_COLUMNS } from "./present.ts";

type Asker = Pick<ServiceContext, "db" | "actor">;

const ORDER = { at: design.updatedAt, id: design.id };

/** One's own designs of a cohort, or those that others share in it: the newest change first, a page at a time. */
export async function listDesigns(ctx: Asker, input: ListDesignsInput): Promise<Page<DesignSummary>> {
  if (input.of === "cohort") await requireInstructor(ctx, input.cohortId);
  else await requireMember(ctx, input.cohortId);
  const page = pageOf(await selectDesigns(ctx, input), input.limit, (row) => row);
  const items: DesignSummary[] = [];
  for (const row of page.items) {
    const outline = row.outline ?? (await drawOutline(ctx.db, row.id));
    if (outline !== null) items.push(designSummary(ctx, row, outline));
  }
  return { items, nextCursor: page.nextCursor };
}

export function selectDesigns(
  { db, actor }: Asker,
  { cohortId, of, ownerId, search, cursor, limit }: ListDesignsInput,
) {
  return db
    .select({ ...SUMMARY_COLUMNS, position: positionIn(ORDER) })
    .from(design)
    .innerJoin(user, eq(user.id, design.ownerId))
    .where(
      and(
        eq(design.cohortId, cohortId),
        of === "me" ? eq(design.ownerId, actor.id) : ne(design.ownerId, actor.id),
        of === "others" ? eq(design.isShared, true) : undefined,
        ownerId === undefined ? undefined : eq(design.ownerId, ownerId),
        // Not a pattern, so that % and _ mean themselves.
        search === undefined
          ? undefined
          : sql`position(lower(${search}) in lower(${design.name} || ' ' || ${user.name})) > 0`,
        cursor === undefined ? undefined : isAfter(cursor, ORDER),
      ),
    )
    .orderBy(desc(design.updatedAt), desc(design.id))
    .limit(limit + 1);
}
