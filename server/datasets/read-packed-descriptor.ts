import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { upgradeDescriptor } from "#models/datasets/upgrade-descriptor.ts";
import { DatasetError } from "./dataset-error.ts";
import { DESCRIPTOR_FILE, PACKED_VERSION, packedDescriptor, type PackedDescriptor } from "./packed-format.ts";

const versioned = z.object({ formatVersion: z.unknown() });

/** @throws DatasetError `NOT_PACKED` that says which of missing, unreadable or other version it is. */
export async function readPackedDescriptor(dir: string): Promise<PackedDescriptor> {
  const file = join(dir, DESCRIPTOR_FILE);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new DatasetError("NOT_PACKED", `There is no packed dataset in ${dir}`, { cause });
  });
  return parsePackedDescriptor(text, file);
}

/** @param file where it comes from, for messages. @throws DatasetError `NOT_PACKED` as above. */
export function parsePackedDescriptor(text: string, file: string): PackedDescriptor {
  const json = parseJson(text, file);
  const version = versioned.safeParse(json).data?.formatVersion;
  if (version !== 1 && version !== PACKED_VERSION) {
    throw new DatasetError(
      "NOT_PACKED",
      `${file} is of format ${JSON.stringify(version)}, expected 1 or ${PACKED_VERSION}`,
    );
  }
  const parsed = packedDescriptor.safeParse(upgradeDescriptor(json));
  if (!parsed.success) {
    throw new DatasetError("NOT_PACKED", `${file} is not usable: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DatasetError("NOT_PACKED", `${file} is not JSON`, { cause });
  }
}
