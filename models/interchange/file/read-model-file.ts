import type { ByteSource } from "./byte-source.ts";
import { MAX_MODEL_BYTES, parseModelText, type ReadNetwork } from "./parse-model-text.ts";
import { own } from "../json.ts";
import { parseJson } from "./parse-json.ts";
import { readZipEntry } from "./read-zip-entry.ts";

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const HDF5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The network in a file, whatever the file is called: JSON, or an archive, of which only the JSON is read: Keras's `.keras`,
 * and the `tfjs.zip` of a run.
 * @returns why there is none, never throws for what a file holds.
 */
export async function readModelFile(file: ByteSource): Promise<ReadNetwork> {
  try {
    const found = await textOf(file);
    return "ok" in found ? found : parseModelText(found.text, found.kerasVersion);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : "The file cannot be read" };
  }
}

/** Whether a zip archive holds the JSON of a network. */
export async function isModelArchive(file: ByteSource): Promise<boolean> {
  return (await archivedText(file)) !== null;
}

type ModelText = { text: string; kerasVersion?: string };

async function textOf(file: ByteSource): Promise<ModelText | { ok: false; reason: string }> {
  if (file.size === 0) return { ok: false, reason: "The file is empty" };
  const start = await file.read(0, 16);
  const beginsWith = (magic: readonly number[]) => magic.every((byte, index) => start[index] === byte);
  if (beginsWith(ZIP) || beginsWith(EMPTY_ZIP)) {
    const found = await archivedText(file);
    return (
      found ?? {
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
  if (file.size > MAX_MODEL_BYTES) {
    return { ok: false, reason: `The file is larger than ${MAX_MODEL_BYTES / 1_000_000} MB` };
  }
  return { text: decode(await file.read(0, file.size)) };
}

/** UTF-8, or UTF-16 that says so, as PowerShell writes what a program prints. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return new TextDecoder(first === 0xfe && second === 0xff ? "utf-16be" : "utf-8").decode(bytes);
}

async function archivedText(file: ByteSource): Promise<ModelText | null> {
  const config = await readZipEntry(file, "config.json", MAX_MODEL_BYTES);
  if (config !== null) {
    // Of Keras 2 or 3, which is said nowhere else.
    const metadata = parseJson((await readZipEntry(file, "metadata.json", MAX_MODEL_BYTES)) ?? "");
    const version = own(metadata, "keras_version");
    return { text: config, ...(typeof version === "string" ? { kerasVersion: version } : {}) };
  }
  const text = await readZipEntry(file, "model.json", MAX_MODEL_BYTES);
  return text === null ? null : { text };
}
