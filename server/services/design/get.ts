import type { DesignDetails } from "#server/contract/design.ts";
import type { ServiceContext } from "../context.ts";
import { findDesign } from "./find.ts";
import { designDetails } from "./present.ts";

export async function getDesign(ctx: ServiceContext, designId: string): Promise<DesignDetails> {
  return designDetails(ctx, await findDesign(ctx, designId));
}
