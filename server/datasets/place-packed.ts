import { copyFile, link, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { publishFolder, stagingName } from "./publish-folder.ts";
import { readPackedDescriptor } from "./read-packed-descriptor.ts";

/**
 * Puts a packed folder's files into another place as well, whole or not at all. They are linked, which takes no room and
 * survives the first folder's removal, and copied only where that cannot be.
 */
export async function placePacked(from: string, to: string): Promise<void> {
  const packed = await readPackedDescriptor(from);
  const staging = stagingName(to);
  await mkdir(dirname(to), { recursive: true });
  await mkdir(staging);
  try {
    for (const name of await readdir(from)) {
      const [source, target] = [join(from, name), join(staging, name)];
      await link(source, target).catch(() => copyFile(source, target));
    }
    await publishFolder(staging, to, packed);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
