import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import type { Detector } from "./detector.ts";

export type Place = "server" | "local";

/** Its code comes when it is wanted: ONNX Runtime for browsers is larger than the page. */
export async function openDetector(
  place: Place,
  cohortId: string,
  model: ModelDescriptor,
): Promise<Detector> {
  if (place === "server") return (await import("./server-detector.ts")).serverDetector(cohortId, model.name);
  return (await import("./local-detector.ts")).localDetector(cohortId, model);
}
