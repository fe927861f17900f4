import type { ByteSource } from "./byte-source.ts";
import { MAX_MODEL_BYTES, parseModelText, type ReadNetwork } from "./parse-model-text.ts";
import { readZipEntry } from "./read-zip-entry.ts";

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const HDF5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Files of a network in an archive: Keras 3's `.keras`, and the `tfjs.zip` of a run. */
const IN_ARCHIVES = ["config.json", "model.json"];

/**
 * The network in a file, whatever the file is called: JSON, or an archive, of which only the JSON is read.
 * @returns why there is none, never throws for what a file holds.
 */
export async function readModelFile(file: ByteSource): Promise<ReadNetwork> {
  try {
    const text = await textOf(file);
    return typeof text === "string" ? parseModelText(text) : text;
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : "The file cannot be read" };
  }
}

/** Whether a zip archive holds the JSON of a network. */
export async function isModelArchive(file: ByteSource): Promise<boolean> {
  return (await archivedText(file)) !== null;
}

async function textOf(file: ByteSource): Promise<string | { ok: false; reason: string }> {
  if (file.size === 0) return { ok: false, reason: "The file is empty" };
  const start = await file.read(0, 16);
  const beginsWith = (magic: readonly number[]) => magic.every((byte, index) => start[index] === byte);
  if (beginsWith(ZIP) || beginsWith(EMPTY_ZIP)) {
    const text = await archivedText(file);
    return (
      text ?? {
        ok: false,
        reason: "The file is an archive without a network: it holds no config.json and no model.json",
      }
    );
  }
  if (beginsWith(HDF5)) {
    const reason =
      "The file is HDF5, of which Strata reads nothing: save the model as .keras, or its to_json()";
    return { ok: false, reason };
  }
  // Weights often lie beside the JSON and are chosen by mistake: not even read.
  if (file.size > MAX_MODEL_BYTES) return { ok: false, reason: "The file is larger than 2 MB" };
  return new TextDecoder().decode(await file.read(0, file.size));
}

async function archivedText(file: ByteSource): Promise<string | null> {
  for (const name of IN_ARCHIVES) {
    const text = await readZipEntry(file, name, MAX_MODEL_BYTES);
    if (text !== null) return text;
  }
  return null;
}
