import type { DesignDetails } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { copyName } from "./copy-name.ts";
import { findDesign } from "./find.ts";
import { insertDesign } from "./insert.ts";

/** A copy of one's own or of a shared design, which becomes the actor's. */
export async function duplicateDesign(
  ctx: ServiceContext,
  input: { designId: string; name?: string | undefined },
): Promise<DesignDetails> {
  const { cohortId, name, graph } = await findDesign(ctx, input.designId);
  return insertDesign(ctx, { cohortId, name: input.name ?? copyName(name), graph });
}
