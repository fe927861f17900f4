import { getTableColumns, sql } from "drizzle-orm";
import { cohortMember, design, user } from "#db/schema/index.ts";
import { outlineOf, type GraphOutline } from "#models/graph/outline.ts";
import type { DesignDetails, DesignSummary } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";

const { graph: _graph, ...columns } = getTableColumns(design);
/** All that a list reads of a design: its outline in place of its network. */
export const SUMMARY_COLUMNS = {
  ...columns,
  ownerName: user.name,
  ownerIsMember: sql<boolean>`exists (select from ${cohortMember}
    where ${cohortMember.cohortId} = ${design.cohortId} and ${cohortMember.userId} = ${design.ownerId})`,
};

export type DesignRow = typeof design.$inferSelect & { ownerName: string; ownerIsMember: boolean };

type Asker = Pick<ServiceContext, "actor">;

export function designSummary(
  { actor }: Asker,
  row: Omit<DesignRow, "graph">,
  { layerCount, params, inputShape, outputShape }: GraphOutline,
): DesignSummary {
  return {
    id: row.id,
    cohortId: row.cohortId,
    name: row.name,
    datasetId: row.datasetId,
    exerciseId: row.exerciseId,
    owner: { id: row.ownerId, name: row.ownerName, isMember: row.ownerIsMember },
    isMine: row.ownerId === actor.id,
    isShared: row.isShared,
    params,
    layerCount,
    inputShape,
    outputShape,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function designDetails(asker: Asker, row: DesignRow): DesignDetails {
  const outline = row.outline ?? outlineOf(row.graph);
  return { ...designSummary(asker, row, outline), graph: row.graph, revision: row.revision };
}
