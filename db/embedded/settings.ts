import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const settings = z.object({ port: z.int(), password: z.string().min(32) });
export type ServerSettings = z.infer<typeof settings>;

const fileOf = (folder: string) => join(folder, "server.json");

/** What was chosen for this server once. Of two processes that start at once, both get what the first wrote. */
export async function readOrCreateSettings(folder: string): Promise<ServerSettings> {
  await mkdir(folder, { recursive: true });
  const existing = await readSettings(folder);
  if (existing !== null) return existing;
  const temporary = await writeTemporary(folder, {
    port: 0,
    password: randomBytes(24).toString("hex"),
  });
  // Unlike a rename, a link does not replace what another process put there meanwhile.
  await link(temporary, fileOf(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(temporary);
  const created = await readSettings(folder);
  if (created === null) throw new Error(`${fileOf(folder)} could not be written`);
  return created;
}

export async function saveSettings(folder: string, changed: ServerSettings): Promise<void> {
  await rename(await writeTemporary(folder, changed), fileOf(folder));
}

async function readSettings(folder: string): Promise<ServerSettings | null> {
  const text = await readFile(fileOf(folder), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : settings.parse(JSON.parse(text));
}

async function writeTemporary(folder: string, content: ServerSettings): Promise<string> {
  const file = join(folder, `.server-${process.pid}-${randomBytes(4).toString("hex")}.json`);
  await writeFile(file, JSON.stringify(content), { mode: 0o600, flush: true });
  return file;
}
