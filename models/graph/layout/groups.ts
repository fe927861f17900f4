import type { ModelGraph } from "../schema.ts";
import { type Part, partsOf } from "./parts.ts";

/** Blocks that can be shown as one: branches and the block that joins them. */
export type BlockGroup = {
  /** The id of the block that joins the branches. */
  id: string;
  title: string;
  /** In the order of the data, the joining block last. */
  members: readonly string[];
};

/** Fewer are as easy to read as one. */
const FEWEST = 4;

/**
 * The modules of a network, read from its structure: wherever all data goes through side by side branches that join again.
 * Those inside others are not told apart.
 */
export function groupsOf(graph: ModelGraph): BlockGroup[] {
  const typeOf = new Map(graph.nodes.map(({ id, type }) => [id, type]));
  return partsOf(graph).flatMap((parts) =>
    parts.flatMap((part, index): BlockGroup[] => {
      const join = parts[index + 1];
      if (part.kind === "block" || join?.kind !== "block") return [];
      const members = [...idsOf(part), join.id];
      if (members.length < FEWEST) return [];
      return [{ id: join.id, title: titleOf(part, typeOf.get(join.id)), members }];
    }),
  );
}

function titleOf(part: Exclude<Part, { kind: "block" }>, joinedBy: string | undefined): string {
  const ways = part.kind === "branches" ? part.branches.length + Number(part.hasBypass) : 0;
  if (joinedBy === "Concatenate" && ways >= 3) return "Inception module";
  if (joinedBy === "Add" && ways === 2) return "Residual block";
  return ways > 0 ? `${ways} branches` : "Joined branches";
}

function idsOf(part: Part): string[] {
  if (part.kind === "block") return [part.id];
  if (part.kind === "rows") return part.rows.flat();
  return part.branches.flatMap((branch) => branch.flatMap(idsOf));
}
