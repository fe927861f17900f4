import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "./postmaster.ts";

/**
 * Says whether this process is to end the server: it launched it, or found it running after the one that did was killed.
 */
export async function takeOwnership(folder: string, isLauncher: boolean): Promise<boolean> {
  const file = join(folder, "owner.pid");
  const owner = Number(await readFile(file, "utf8").catch(() => "0"));
  const isOrphan = !Number.isInteger(owner) || owner <= 0 || owner === process.pid || !isAlive(owner);
  if (!isLauncher && !isOrphan) return false;
  await writeFile(file, String(process.pid));
  return true;
}
