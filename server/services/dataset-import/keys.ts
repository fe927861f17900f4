import { checkedKey, checkedPrefix } from "#server/storage/storage-keys.ts";

/** Of a part of what is being sent. */
export function uploadKey(importId: string, part: number): string {
  return checkedKey(`uploads/${importId}/${String(part).padStart(6, "0")}`);
}

export function uploadPrefix(importId: string): string {
  return checkedPrefix(`uploads/${importId}/`);
}
