import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import type { DesignDetails, DesignFromRunInput } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { intentOf } from "../make-once.ts";
import { getRun } from "../run/get.ts";
import { copyName } from "./copy-name.ts";
import { insertDesign } from "./insert.ts";

/** The network of anyone's run in one's cohort, as a design of one's own: the one made before, where that is still there. */
export async function designFromRun(ctx: ServiceContext, input: DesignFromRunInput): Promise<DesignDetails> {
  return insertDesign(ctx, intentOf("design.fromRun", input), async () => {
    const { id: copyOfRun, cohortId, name, graph, datasetId } = await getRun(ctx, input.runId);
    const [began] = await ctx.db.select({ weightsId: run.weightsId }).from(run).where(eq(run.id, copyOfRun));
    const weightsId = began?.weightsId ?? null;
    return { cohortId, name: copyName(name), graph, datasetId, weightsId, copyOfRun };
  });
}
