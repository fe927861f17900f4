import { open } from "node:fs/promises";

const ABSENT = new Set(["ENOENT", "ENOTDIR", "ENOTEMPTY"]);

/** null for what is not there; anything else is thrown. */
export function absent(error: NodeJS.ErrnoException): null {
  if (ABSENT.has(error.code ?? "")) return null;
  throw error;
}

/** Makes a rename itself survive a power cut; some platforms cannot open folders, and do without. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
