import { randomInt } from "node:crypto";

// No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a code is read from a projector. 25^10 codes are too many to guess.
const ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679";
const LENGTH = 10;

export function createJoinCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** Longer, so that one among thousands is not guessed either, and never a join code. */
export function createInvitationCode(): string {
  return `${createJoinCode()}${createJoinCode()}`;
}

/** As it is stored: capitals without the spaces and hyphens that people put in. */
export function normalizeJoinCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-‐-―_.]/gu, "");
}

/** As it is shown: in two halves. */
export function formatJoinCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
