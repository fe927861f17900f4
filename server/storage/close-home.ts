import { chmod, mkdir, readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { runningPostmaster } from "#db/embedded/postmaster.ts";

const OPEN_TO_OTHERS = 0o077;
const STICKY = 0o1000;
/** They let who reads them sign in as anybody. */
const KEYS = ["auth-secret", "postgres/server.json"];

/**
 * Makes the state folder where it is missing, and keeps other accounts of this machine out of it and out of its secrets,
 * also where it was there before.
 * @returns what to tell about that, in words; nothing where nothing was open.
 */
export async function closeHome(home: string): Promise<string[]> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const wasOpen = await closeFolder(home);
  const opened: string[] = [];
  for (const file of [...KEYS, "postgres/server.log", "running.json", ...(await logsOf(home))]) {
    if (await closePath(join(home, file), 0o600)) opened.push(file);
  }
  const keys = KEYS.filter((key) => opened.includes(key)).join(" and ");
  return [
    ...(wasOpen === null ? [] : [wasOpen]),
    ...(keys === ""
      ? []
      : [`Others could read ${keys} in ${home}. Delete what may have been read: it is made anew.`]),
  ];
}

async function closeFolder(home: string): Promise<string | null> {
  const { mode } = await stat(home);
  if ((mode & OPEN_TO_OTHERS) === 0) return null;
  const octal = (mode & 0o777).toString(8);
  // Closing these would lock others out of what is theirs.
  if ((mode & STICKY) !== 0 || resolve(home) === "/" || resolve(home) === homedir()) {
    return `${home} is open to other accounts of this machine (${octal}) and is no folder of Strata's alone. Set STRATA_HOME to one that is.`;
  }
  if (await isServedByAnother(home)) {
    return `${home} is open to other accounts of this machine (${octal}). Its database runs as another account, from before; the next start after that has ended closes it.`;
  }
  return (await closePath(home, 0o700))
    ? `${home} was open to other accounts of this machine (${octal}); it is closed to them now (700).`
    : `${home} is open to other accounts of this machine (${octal}), and is not ours to close. Its owner can: chmod 700 ${home}`;
}

/** A database server that root had run as another account loses its files where the folder closes over it. */
async function isServedByAnother(home: string): Promise<boolean> {
  const data = join(home, "postgres/data");
  if ((await runningPostmaster(data)) === null) return false;
  return (await stat(data)).uid !== process.getuid?.();
}

/** True where it was open and is closed now. */
async function closePath(path: string, mode: number): Promise<boolean> {
  try {
    if (((await stat(path)).mode & OPEN_TO_OTHERS) === 0) return false;
    await chmod(path, mode);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EPERM" || code === "EACCES") return false;
    throw error;
  }
}

async function logsOf(home: string): Promise<string[]> {
  const names = await readdir(join(home, "logs")).catch(() => []);
  return names.map((name) => join("logs", name));
}
