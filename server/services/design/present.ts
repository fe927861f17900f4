import type { design } from "#db/schema/index.ts";
import type { DesignDetails, DesignSummary } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { countParams } from "./count-params.ts";

export type DesignRow = typeof design.$inferSelect & { ownerName: string };

export function designSummary(ctx: ServiceContext, row: DesignRow): DesignSummary {
  return {
    id: row.id,
    cohortId: row.cohortId,
    name: row.name,
    owner: { id: row.ownerId, name: row.ownerName },
    isMine: row.ownerId === ctx.actor.id,
    isShared: row.isShared,
    params: countParams(row, ctx.dataset),
    layerCount: row.graph.nodes.length,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function designDetails(ctx: ServiceContext, row: DesignRow): DesignDetails {
  return { ...designSummary(ctx, row), graph: row.graph, revision: row.revision };
}
