import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export const logFile = (folder: string) => join(folder, "server.log");

/** Why a server did not start, by what it has written to its log since `fromByte`. */
export async function startFailure(folder: string, fromByte: number): Promise<Error> {
  const log = await readFile(logFile(folder)).catch(() => Buffer.alloc(0));
  const written = log.subarray(Math.min(fromByte, log.length)).toString("utf8");
  if (/No space left on device|Disk quota exceeded/.test(written)) {
    return new Error(`the disk is full. Free some space where ${dirname(folder)} lies`);
  }
  const fatal = [...written.matchAll(/(?:FATAL|PANIC):\s+(.+)/g)].at(-1)?.[1];
  const reason = fatal === undefined ? "it ended without a word" : fatal;
  return new Error(`${reason}. Its log: ${logFile(folder)}`);
}
