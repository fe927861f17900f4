import { layerName, MAX_NAME_LENGTH } from "../node-schema.ts";
import type { ModelGraph } from "../schema.ts";
import { nodeById } from "./links.ts";
import { type EditPlan, refuse } from "./plan.ts";

/** Gives a node another name, by which its weights are called too. */
export function rename(graph: ModelGraph, id: string, name: string): EditPlan {
  const node = nodeById(graph, id);
  if (node === undefined) return refuse("This block is gone");
  if (name.length > MAX_NAME_LENGTH) {
    return refuse(`A name has at most ${MAX_NAME_LENGTH} characters, this one has ${name.length}`);
  }
  const parsed = layerName.safeParse(name);
  if (!parsed.success) {
    return refuse(
      name === "" ? "A block needs a name" : (parsed.error.issues[0]?.message ?? "This is no name"),
    );
  }
  const isTaken = graph.nodes.some((other) => other.id !== id && other.name === name);
  if (isTaken) return refuse(`Another block is called ${name}`);
  return { ok: true, edit: { kind: "renameNode", id, name } };
}
