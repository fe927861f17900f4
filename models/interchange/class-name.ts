import { own } from "./json.ts";
import { Refusal, shown } from "./refusal.ts";

/** A layer's class, which is Keras's own. @throws Refusal for another one. */
export function classNameOf(json: unknown, name: string): string {
  const found = own(json, "class_name");
  if (typeof found !== "string") {
    throw new Refusal(`${name}: it has no class: expected text, received ${shown(found)}`);
  }
  const from = own(json, "module");
  const registered = own(json, "registered_name");
  const isOwn = [registered, found].some((each) => typeof each === "string" && each.includes(">"));
  if (isOwn || (typeof from === "string" && !/^(?:tf_)?keras(?:\.|$)/.test(from))) {
    throw new Refusal(`${name}: a ${found.slice(0, 60)} of somebody's own, which Strata has not`);
  }
  return found;
}

/** Whether a layer is a function that was called on tensors, as in `x + y`, and not a layer. */
export function isOperation(json: unknown): boolean {
  const from = own(json, "module");
  if (typeof from === "string" && /^keras\.(?:src\.)?(?:ops|activations)\b/.test(from)) return true;
  return KERAS_2.has(String(own(json, "class_name")));
}

const KERAS_2 = new Set(["TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer"]);
