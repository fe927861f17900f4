import { randomBytes } from "node:crypto";
import { mkdir, rm, stat, utimes } from "node:fs/promises";

/** A claim is renewed every few seconds; a minute without is a process that died. */
const STALE_AFTER_MS = 60_000;
const RENEW_EVERY_MS = 5000;

export type ClaimedPart = { part: string; release: () => Promise<void> };

/**
 * The partial file to write to. Who comes first gets the one that later tries go on from; whoever downloads at the
 * same time gets one of its own, so that two processes never write into the same file.
 */
export async function claimPart(whole: string): Promise<ClaimedPart> {
  const claim = `${whole}.claim`;
  if (await isStale(claim)) await rm(claim, { recursive: true, force: true });
  if (!(await isCreated(claim))) {
    const part = `${whole}.${randomBytes(4).toString("hex")}.part`;
    return { part, release: () => rm(part, { force: true }) };
  }
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(claim, now, now).catch(() => clearInterval(renewal));
  }, RENEW_EVERY_MS);
  return {
    part: `${whole}.part`,
    async release() {
      clearInterval(renewal);
      await rm(claim, { recursive: true, force: true });
    },
  };
}

async function isCreated(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > STALE_AFTER_MS,
    () => false,
  );
}
