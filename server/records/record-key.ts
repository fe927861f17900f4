import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { madeOnceFile } from "#server/platform/made-once-file.ts";

/** An Ed25519 public key as DER: these bytes, and then the key's 32. RFC 8410. */
const DER_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

const fileIn = (home: string) => join(home, "record-key.pem");

/** What this server signs records with, made once and kept in STRATA_HOME. */
export function recordKey(home: string): KeyObject {
  const make = () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return createPrivateKey(madeOnceFile(fileIn(home), make));
}

/** Of the server whose home this is; null where it has never signed anything. */
export function knownPublicKey(home: string): string | null {
  return existsSync(fileIn(home)) ? publicKeyOf(recordKey(home)) : null;
}

/** Its 32 bytes as base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  const der = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return der.subarray(DER_PREFIX.length).toString("base64");
}

/** null for what is no key. */
export function publicKeyFrom(base64: string): KeyObject | null {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) return null;
  return createPublicKey({ key: Buffer.concat([DER_PREFIX, bytes]), type: "spki", format: "der" });
}
