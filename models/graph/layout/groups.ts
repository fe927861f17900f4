import type { ModelGraph } from "../schema.ts";
import { type Part, partsOf } from "./parts.ts";

/** Blocks that can be shown as one: branches and the block that joins them, or a whole backbone. */
export type BlockGroup = {
  /** The id of the block that what they make comes from. */
  id: string;
  title: string;
  /** In the order of the data, the joining block last. */
  members: readonly string[];
};

/** Fewer are as easy to read as one. */
const FEWEST = 4;

/**
 * A backbone first, where there is one, then the modules of a network, read from its structure: wherever all data goes
 * through side by side branches that join again. Those inside modules are not told apart.
 */
export function groupsOf(graph: ModelGraph): BlockGroup[] {
  const typeOf = new Map(graph.nodes.map(({ id, type }) => [id, type]));
  const modules = partsOf(graph).flatMap((parts) =>
    parts.flatMap((part, index): BlockGroup[] => {
      const join = parts[index + 1];
      if (part.kind === "block" || join?.kind !== "block") return [];
      const members = [...idsOf(part), join.id];
      if (members.length < FEWEST) return [];
      return [{ id: join.id, title: titleOf(part, typeOf.get(join.id)), members }];
    }),
  );
  const backbone = backboneOf(graph);
  return backbone === null ? modules : [backbone, ...modules];
}

/** What Keras calls the blocks of MobileNetV3, by which weights are found too. */
const OF_MOBILENET = /^(?:expanded_conv_\w+|conv(?:_1)?(?:_pad|_bn|_act)?)$/;
const FEWEST_OF_BACKBONE = 40;

/** A network that was put in whole, and that data enters at one block and leaves from one. */
function backboneOf({ nodes, edges }: ModelGraph): BlockGroup | null {
  const members = nodes.flatMap(({ id, name }) => (OF_MOBILENET.test(name) ? [id] : []));
  if (members.length < FEWEST_OF_BACKBONE) return null;
  const within = new Set(members);
  const ends = edges.filter(({ source, target }) => within.has(source) && !within.has(target));
  const entries = edges.filter(({ source, target }) => !within.has(source) && within.has(target));
  const [exit, ...more] = new Set(ends.map(({ source }) => source));
  if (exit === undefined || more.length > 0 || new Set(entries.map(({ target }) => target)).size !== 1)
    return null;
  return { id: exit, title: "MobileNetV3", members: [...members.filter((id) => id !== exit), exit] };
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
