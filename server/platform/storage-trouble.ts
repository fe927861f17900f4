import { isDiskFull } from "./disk-space.ts";
import { AppError } from "./errors.ts";
import { StorageAway } from "./storage-away.ts";

/** 57P: the server ends, crashed, or recovers; 53300: all its connections are taken. */
const AWAY_STATES = /^(?:08...|57P0[1235]|53300)$/;
/** What pg says without a code. */
const AWAY_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** The database's own word for a full disk. */
const FULL_STATE = "53100";

/** How long a restarted server takes at most as a rule. */
const RETRY_AFTER_SECONDS = 2;

/** Whether an error, or what caused it, says that the database cannot be reached now. */
export function isDatabaseAway(error: unknown): boolean {
  return chainOf(error).some((each) => {
    const { code, syscall } = each as NodeJS.ErrnoException;
    if (typeof code !== "string") return AWAY_WORDS.test(each.message);
    // A reader who leaves in the middle of an answer is an ECONNRESET without a system call.
    return UNREACHABLE.has(code) ? typeof syscall === "string" : AWAY_STATES.test(code);
  });
}

/** Whether something could not be written for want of space, by the database or by us. */
function isOutOfSpace(error: unknown): boolean {
  return chainOf(error).some(
    (each) => isDiskFull(each) || (each as NodeJS.ErrnoException).code === FULL_STATE,
  );
}

/**
 * What a failure is to the person who asked: itself where it is expected, an away database or a full disk in words, else
 * null. A write whose answer was lost may have been done, and nobody can tell.
 */
export function expectedError(error: unknown, isWrite: boolean): AppError | null {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) return databaseAway(isWrite, error);
  if (!isOutOfSpace(error)) return null;
  return new AppError(
    "STORAGE_FULL",
    "The server's disk is full, so this was not saved. Tell your instructor.",
    {
      cause: error,
    },
  );
}

/** Of what is asked before a write begins: where the database is away by then, the write was certainly not done. */
export async function nothingBegun<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw expectedError(error, false) ?? error;
  }
}

export function databaseAway(isWrite: boolean, cause?: unknown): AppError {
  const message = isWrite
    ? "The server's database went away in the middle of this. It may or may not have been done: look before you do it again."
    : "The server's database is away for a moment. Try again in a few seconds.";
  return new AppError("UNAVAILABLE", message, { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}

function chainOf(error: unknown): Error[] {
  // That files are out of reach says nothing of the database, though the same link may have been lost.
  if (error instanceof StorageAway) return [error];
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}
