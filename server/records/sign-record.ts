import { sign, verify, type KeyObject } from "node:crypto";
import type { Json } from "#models/graph/storable.ts";
import { canonicalText } from "#models/records/canonical-text.ts";
import type { RunRecord } from "#models/records/run-record.ts";
import { publicKeyFrom, publicKeyOf } from "./record-key.ts";

const bytesOf = (record: unknown) => Buffer.from(canonicalText(record as Json), "utf8");

/** A record as the file that people download. */
export function signRecord(record: RunRecord, privateKey: KeyObject): string {
  const signature = sign(null, bytesOf(record), privateKey).toString("base64");
  return `${JSON.stringify({ record, signature, publicKey: publicKeyOf(privateKey) }, null, 2)}\n`;
}

/** Whether this key has signed this very record, however its file was laid out since. */
export function isSignedBy(record: unknown, signature: string, publicKey: string): boolean {
  const key = publicKeyFrom(publicKey);
  return key !== null && verify(null, bytesOf(record), key, Buffer.from(signature, "base64"));
}
