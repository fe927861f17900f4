const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 16;

/** A fresh id of 80 random bits: two people who add blocks at the same time never take the same one. */
export function newNodeId(): string {
  // Not randomUUID: browsers have it on https alone, and a class in one room comes by http.
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
