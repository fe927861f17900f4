import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { weights } from "#db/schema/index.ts";
import type { GraphTarget } from "#models/graph/analyze.ts";
import { compileGraph } from "#models/graph/compile.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { originsOfRun } from "#models/weights/inherited-origins.ts";
import { matchWeights } from "#models/weights/match-weights.ts";
import type { StartingPoint } from "#models/weights/starting-point.ts";

type Start = { weightsId: string; startedFrom: StartingPoint };

/** What a network's training starts from; null where there are no weights, or none of them fits. */
export async function startingPointOf(
  db: Queryable,
  weightsId: string | null,
  { graph, version }: { graph: ModelGraph; version: { id: string; descriptor: GraphTarget } },
): Promise<Start | null> {
  if (weightsId === null) return null;
  const [found] = await db.select().from(weights).where(eq(weights.id, weightsId));
  const { network } = compileGraph(graph, version.descriptor);
  if (found === undefined || network === null) return null;
  const { layers, total } = matchWeights(network.weights, new Map(Object.entries(found.shapes)));
  if (layers.length === 0) return null;
  const origins = originsOfRun(found, version.id);
  return { weightsId, startedFrom: { source: found.source, layers: layers.length, of: total, origins } };
}
