import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import type { LocalCopy, Storage } from "#server/storage/storage.ts";
import { modelKey } from "#server/storage/storage-keys.ts";
import { findModel } from "#server/vision/model-store.ts";
import type { VisionTask } from "./messages.ts";

export type LocalModel = { descriptor: ModelDescriptor } & LocalCopy;

/** A network's file on this machine; null where it is not here. */
export async function localModel(files: Storage, name: string): Promise<LocalModel | null> {
  const descriptor = await findModel(files, name);
  const copy = descriptor === null ? null : await files.localCopy(modelKey(name, "model.onnx"));
  return descriptor === null || copy === null ? null : { descriptor, ...copy };
}

export function detectTask({ descriptor, file }: LocalModel, pictureFile: string): VisionTask {
  const { form, input, preprocessing, sha256 } = descriptor;
  return { kind: "detect", modelKey: sha256, modelFile: file, form, input, preprocessing, pictureFile };
}
