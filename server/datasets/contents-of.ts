import { createHash } from "node:crypto";
import type { PackedDescriptor } from "./packed-format.ts";

/** The same for the same files, wherever they came from. */
export function contentsOf({ parts }: Pick<PackedDescriptor, "parts">): string {
  const digests = Object.entries(parts).map(([file, { sha256 }]) => `${file} ${sha256}\n`);
  return createHash("sha256").update(digests.toSorted().join("")).digest("hex");
}
