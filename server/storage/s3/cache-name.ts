import { createHash } from "node:crypto";

/** By content. What carries no sha256 goes by what its service says of its content. */
export function cacheName({
  key,
  sha256,
  etag,
}: {
  key: string;
  sha256: string | null;
  etag: string;
}): string {
  return sha256 ?? `etag-${createHash("sha256").update(`${key}\n${etag}`).digest("hex")}`;
}
