import { own } from "./json.ts";
import { Refusal, shown } from "./refusal.ts";

/** Operations that are the layers of the same name; others of a layer's name, such as Reshape, are not. */
const LAYER_LIKE = new Set(["Add", "Multiply", "Concatenate"]);

/** A layer's class, which is Keras's own. @throws Refusal for another one, and for an operation that is no layer. */
export function classNameOf(json: unknown, name: string): string {
  const found = own(json, "class_name");
  if (typeof found !== "string") {
    throw new Refusal(`The layer ${name} has no class: expected text, received ${shown(found)}`);
  }
  const from = own(json, "module");
  const registered = own(json, "registered_name");
  const text = typeof from === "string" ? from : "keras";
  const isOwn = typeof registered === "string" && registered.includes(">");
  if (isOwn || !/^(?:tf_)?keras(?:\.|$)/.test(text)) {
    throw new Refusal(`The layer ${name} is a ${found.slice(0, 60)} of somebody's own, which Strata has not`);
  }
  if (/^keras\.(?:src\.)?ops\b/.test(text) && !LAYER_LIKE.has(found)) {
    throw new Refusal(`The layer ${name} is the operation ${found.slice(0, 60)}, which Strata has not`);
  }
  return found;
}
