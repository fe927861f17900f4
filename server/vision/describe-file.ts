import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { zooEntryOf } from "#models/zoo/zoo.ts";
import { MOST_MODEL_BYTES } from "#server/engine/vision/check-onnx-file.ts";
import { describeNetwork } from "#server/engine/vision/describe-network.ts";
import { AppError } from "#server/platform/errors.ts";
import { EngineError } from "#server/engine/engine-error.ts";

/**
 * What an ONNX file is: one of the zoo's, told by its checksum, or somebody's own. It is loaded and run once, so a file of
 * which nobody knows where it is from wants a process of its own.
 * @throws AppError INVALID_INPUT with the reason.
 */
export async function describeFile(file: string, fileName = basename(file)): Promise<ModelDescriptor> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true) throw new AppError("INVALID_INPUT", `There is no file ${fileName}.`);
  const { size } = found;
  if (size > MOST_MODEL_BYTES) {
    const [held, most] = [size, MOST_MODEL_BYTES].map((bytes) => Math.round(bytes / 1e6));
    throw new AppError("INVALID_INPUT", `${fileName} has ${held} MB, ${most} MB is the limit.`);
  }
  const bytes = await readFile(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { licence, ...network } = await describeNetwork(bytes).catch((cause: unknown) => {
    if (!(cause instanceof EngineError)) throw cause;
    throw new AppError("INVALID_INPUT", `${fileName}: ${cause.message}`, { cause });
  });
  const known = zooEntryOf(sha256);
  const title = fileName.replace(/\.onnx$/i, "").slice(0, 80) || "model";
  return {
    ...network,
    name: known?.name ?? nameOf(title),
    title: known?.title ?? title,
    bytes: size,
    sha256,
    licence: known?.licence ?? licence ?? "not stated",
    source: known?.source ?? "brought as a file",
    cohortId: null,
  };
}

function nameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return name === "" ? "model" : name;
}
