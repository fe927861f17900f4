import { emptyGraph } from "#models/graph/empty-graph.ts";
import { fitToTarget } from "#models/graph/fit-target.ts";
import { presetById } from "#models/presets/index.ts";
import type { CreateDesignInput, DesignDetails } from "#server/contract/design.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { currentVersion } from "../dataset/versions.ts";
import { intentOf } from "../make-once.ts";
import { insertDesign } from "./insert.ts";

export async function createDesign(ctx: ServiceContext, input: CreateDesignInput): Promise<DesignDetails> {
  return insertDesign(ctx, intentOf("design.create", input), async () => {
    await requireMember(ctx, input.cohortId);
    const { cohortId, name, presetId } = input;
    const graph = presetId === undefined ? emptyGraph() : presetById(presetId)?.graph;
    if (graph === undefined) throw new AppError("INVALID_INPUT", "There is no such preset");
    const datasetId = await chooseDataset(ctx, { cohortId, datasetId: input.datasetId });
    // Where nothing is ready yet, the network is drawn as it is.
    const version = await currentVersion(ctx.db, datasetId);
    const fitted = version === null ? graph : fitToTarget(graph, version.descriptor);
    return { cohortId, name, graph: fitted, datasetId };
  });
}
