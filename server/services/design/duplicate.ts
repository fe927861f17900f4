import type { DesignDetails, DuplicateDesignInput } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { intentOf } from "../make-once.ts";
import { copyName } from "./copy-name.ts";
import { findDesign } from "./find.ts";
import { insertDesign } from "./insert.ts";

/** A copy of one's own or of a shared design, which becomes the actor's. */
export async function duplicateDesign(
  ctx: ServiceContext,
  input: DuplicateDesignInput,
): Promise<DesignDetails> {
  return insertDesign(ctx, intentOf("design.duplicate", input), async () => {
    const found = await findDesign(ctx, input.designId);
    const { cohortId, name, graph, datasetId, weightsId, exerciseId } = found;
    return { cohortId, name: input.name ?? copyName(name), graph, datasetId, weightsId, exerciseId };
  });
}
