import { parseModelFile, MAX_FILE_BYTES, type ParsedModelFile } from "./model-file.ts";
import { readZipEntry } from "./read-zip-entry.ts";

/** A file that a person chose: JSON, or a `.keras` archive, of which only the config is read. */
export async function readModelFile(file: File): Promise<ParsedModelFile> {
  try {
    const text = file.name.toLowerCase().endsWith(".keras")
      ? await readZipEntry(file, "config.json", MAX_FILE_BYTES)
      : await textOf(file);
    if (text === null)
      return { ok: false, reason: "The file is not a Keras archive: it holds no config.json" };
    return parseModelFile(text);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : "The file cannot be read" };
  }
}

function textOf(file: File): Promise<string> {
  // Weights often lie beside the JSON and are chosen by mistake: not even read.
  if (file.size > MAX_FILE_BYTES) throw new Error("The file is larger than 2 MB");
  return file.text();
}
