import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { modelDescriptor, type ModelDescriptor } from "#models/zoo/descriptor.ts";
import { ZOO, zooEntry } from "#models/zoo/zoo.ts";
import type { Storage } from "#server/storage/storage.ts";
import { modelKey, MODELS } from "#server/storage/storage-keys.ts";

/** Pretrained networks that are here, the zoo's in its order first. */
export async function listModels(files: Storage): Promise<ModelDescriptor[]> {
  const found: ModelDescriptor[] = [];
  for await (const { key } of files.list(MODELS)) {
    const [, name = "", part] = key.split("/");
    if (part !== "model.json") continue;
    const model = await findModel(files, name);
    if (model !== null) found.push(model);
  }
  const placeOf = ({ name }: ModelDescriptor) => {
    const place = ZOO.findIndex((entry) => entry.name === name);
    return place < 0 ? ZOO.length : place;
  };
  return found.toSorted((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name));
}

/** Null where it is not here. */
export async function findModel(files: Storage, name: string): Promise<ModelDescriptor | null> {
  const stored = await files.openRead(modelKey(name, "model.json"));
  if (stored === null) return null;
  return modelDescriptor.parse(JSON.parse(await text(stored.stream)));
}

/** A name that no network here has: the same, or with a number behind. */
export async function freeName(files: Storage, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? "" : `-${number}`;
    const name = `${wanted.slice(0, 40 - tail.length)}${tail}`;
    if (zooEntry(name) === undefined && (await findModel(files, name)) === null) return name;
  }
}

/** The description comes last: a model that is listed is whole. @param canTake the file may be moved. */
export async function putModel(
  files: Storage,
  descriptor: ModelDescriptor,
  { file, canTake }: { file: string; canTake: boolean },
): Promise<void> {
  await files.putFile(modelKey(descriptor.name, "model.onnx"), file, { canTake });
  await files.put(
    modelKey(descriptor.name, "model.json"),
    Readable.from([JSON.stringify(modelDescriptor.parse(descriptor))]),
  );
}

/** Also where there is none. */
export async function removeModel(files: Storage, name: string): Promise<void> {
  await files.remove(modelKey(name, "model.json"));
  await files.remove(modelKey(name, "model.onnx"));
}
