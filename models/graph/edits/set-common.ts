import { layerOf } from "../../layers/index.ts";
import type { SettingField } from "../../layers/setting-field.ts";
import { fieldsOf, TRAINABLE } from "../../layers/trainable.ts";
import type { GraphNode, ModelGraph } from "../schema.ts";
import type { Json } from "../storable.ts";
import { groupOf, type GraphEdit } from "./edit.ts";
import type { EditPlan } from "./plan.ts";

/** A setting that several nodes have. */
export type CommonSetting = {
  /** With the limits of them all. */
  field: SettingField;
  /** What they have, each value once, in the order of the nodes; a default where one is left out. */
  values: readonly unknown[];
};

/** The settings that all of some nodes have, under one name and of one kind. In the order of the first node's form. */
export function commonSettings(nodes: readonly GraphNode[]): CommonSetting[] {
  const [first, ...others] = nodes;
  const fields = formOf(first?.type ?? "");
  return fields.flatMap((own): CommonSetting[] => {
    let field: SettingField = own;
    for (const { type } of others) {
      const same = formOf(type).find(({ name, kind }) => name === own.name && kind === own.kind);
      const narrowed = same === undefined ? null : inBoth(field, same);
      if (narrowed === null) return [];
      field = narrowed;
    }
    const values = new Map(nodes.map((node) => [node, valueOf(node, own.name)]));
    const distinct = new Map([...values.values()].map((value) => [JSON.stringify(value), value]));
    return [{ field, values: [...distinct.values()] }];
  });
}

/** Gives one setting of several nodes one value, or takes it out of all. */
export function setCommon(
  graph: ModelGraph,
  nodeIds: readonly string[],
  { name, value }: { name: string; value: Json | undefined },
): EditPlan {
  const wanted = new Set(nodeIds);
  const edits = graph.nodes.flatMap(({ id }): GraphEdit[] =>
    wanted.has(id) ? [{ kind: "setSetting", id, name, ...(value === undefined ? {} : { value }) }] : [],
  );
  return { ok: true, edit: groupOf(edits) };
}

function formOf(type: string): readonly SettingField[] {
  const layer = layerOf(type);
  return layer === undefined ? [] : fieldsOf(layer);
}

/** Null where nothing would be right for both. */
function inBoth(a: SettingField, b: SettingField): SettingField | null {
  if (a.kind === "choice" && b.kind === "choice") {
    const shared = new Set(b.options.map(({ value }) => value));
    const options = a.options.filter(({ value }) => shared.has(value));
    return options.length === 0 ? null : { ...a, options };
  }
  if ("min" in a && "min" in b) {
    const [min, max] = [Math.max(a.min, b.min), Math.min(a.max, b.max)];
    return min > max ? null : { ...a, min, max };
  }
  return a;
}

function valueOf({ type, settings }: GraphNode, name: string): unknown {
  if (Object.hasOwn(settings, name)) return settings[name];
  if (name === TRAINABLE) return true;
  const parsed = layerOf(type)?.settings.safeParse({});
  const defaults = parsed?.success === true ? parsed.data : null;
  return typeof defaults === "object" && defaults !== null
    ? (defaults as Record<string, unknown>)[name]
    : undefined;
}
