import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { buffer } from "node:stream/consumers";
import { modelName, type ModelDescriptor } from "#models/zoo/descriptor.ts";
import { VisionNetwork } from "#server/engine/vision/vision-network.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { modelKey } from "#server/storage/storage-keys.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import { notHere } from "#server/vision/fetch-model.ts";
import { findModel } from "#server/vision/model-store.ts";

type OpenedModel = { descriptor: ModelDescriptor; open: () => Promise<VisionNetwork> };

/**
 * A model by its name or its file.
 * @throws AppError NOT_READY with the ways to get it where it is not here, INVALID_INPUT for a file that is none.
 */
export async function openModel(model: string): Promise<OpenedModel> {
  if (model.toLowerCase().endsWith(".onnx")) {
    const descriptor = await describeFile(model);
    return opened(descriptor, () => readFile(model));
  }
  if (!modelName.safeParse(model).success) throw notHere(model);
  const files = await openStorage(readEnvironment());
  const descriptor = await findModel(files, model);
  if (descriptor === null) throw notHere(model);
  return opened(descriptor, async () => {
    const stored = await files.openRead(modelKey(model, "model.onnx"));
    if (stored === null) throw notHere(model);
    return buffer(stored.stream);
  });
}

function opened(descriptor: ModelDescriptor, read: () => Promise<Uint8Array>): OpenedModel {
  const open = async () => VisionNetwork.open(await read(), descriptor, availableParallelism());
  return { descriptor, open };
}
