import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { listNetwork } from "#models/graph/list-network.ts";
import { whyNoTfjs } from "#models/interchange/why-no-tfjs.ts";
import type { RunNetwork } from "#server/contract/run-network.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { findRun, MISSING_RUN } from "./find.ts";

/** What a layer does can be said at length; to tell whether two do the same, so much of its hash is enough. */
const MARK_LENGTH = 16;

/** The run's network, layer by layer, as it was when the run was started. */
export async function runNetwork(ctx: ServiceContext, runId: string): Promise<RunNetwork> {
  await findRun(ctx, runId);
  const [found] = await ctx.db.select({ graph: run.graph }).from(run).where(eq(run.id, runId));
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING_RUN);
  const { graph } = found;
  const input = graph.nodes.find(({ type }) => type === "Input")?.settings["shape"];
  const { layers, params } = listNetwork(graph, Array.isArray(input) ? input.map(Number) : []);
  return {
    layers: layers.map((layer) => ({ ...layer, meaning: markOf(layer.meaning) })),
    params,
    whyNoTfjs: whyNoTfjs(graph),
  };
}

function markOf(meaning: string): string {
  return createHash("sha256").update(meaning).digest("base64url").slice(0, MARK_LENGTH);
}
