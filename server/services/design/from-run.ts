import type { DesignDetails } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { getRun } from "../run/get.ts";
import { copyName } from "./copy-name.ts";
import { insertDesign } from "./insert.ts";

/** The network of anyone's run in one's cohort, as a design of one's own. */
export async function designFromRun(ctx: ServiceContext, runId: string): Promise<DesignDetails> {
  const { cohortId, name, graph } = await getRun(ctx, runId);
  return insertDesign(ctx, { cohortId, name: copyName(name), graph });
}
