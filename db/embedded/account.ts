import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** PostgreSQL refuses to run as root. Null: we are not root, and run it as ourselves. */
export type Account = { uid: number; gid: number } | null;

type Launch = { command: string; args: string[]; uid?: number; gid?: number };

/** The account that a root's server runs as: `postgres`, made where it is missing, or `nobody`. */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const existing = await idsOf("postgres");
  if (existing !== null) return existing;
  await execute("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).catch(() => null);
  const account = (await idsOf("postgres")) ?? (await idsOf("nobody"));
  if (account !== null) return account;
  throw new Error("PostgreSQL does not run as root, and this machine has no account for it to run as");
}

async function idsOf(name: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([execute("id", ["-u", name]), execute("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/**
 * How to run a program as the account. Where it may not enter the folders of `paths` (a clone in root's home), it keeps
 * one of root's capabilities: to read past permissions, or where the program itself is closed to others, to pass them.
 */
export async function launchAs(
  account: Account,
  [program, ...args]: readonly [string, ...string[]],
  paths: readonly string[],
): Promise<Launch> {
  if (account === null) return { command: program, args };
  const canEnter = (await Promise.all(paths.map((path) => canRead(account, path)))).every(Boolean);
  if (canEnter) return { command: program, args, ...account };
  const { mode } = await stat(program);
  const capability = await openingCapability(
    mode & 0o001 ? ["dac_read_search", "dac_override"] : ["dac_override"],
  );
  return {
    command: "setpriv",
    args: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      "--clear-groups",
      // Without it access(2), which PostgreSQL asks before it runs its own programs, answers as if there were no capability.
      "--securebits=+no_setuid_fixup",
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      `--bounding-set=-all,+${capability}`,
      "--",
      program,
      ...args,
    ],
  };
}

/** Whether the account may read `path` and enter every folder above it. */
async function canRead({ uid, gid }: NonNullable<Account>, path: string): Promise<boolean> {
  const { mode, ...owner } = await stat(path);
  const shift = owner.uid === uid ? 6 : owner.gid === gid ? 3 : 0;
  const needed = mode & 0o40000 ? 0o5 : 0o4;
  if (((mode >> shift) & needed) !== needed) return false;
  const parent = dirname(path);
  return parent === path ? true : canEnterFolder({ uid, gid }, parent);
}

async function canEnterFolder(account: NonNullable<Account>, folder: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  if (((mode >> shift) & 0o1) === 0) return false;
  const parent = dirname(folder);
  return parent === folder ? true : canEnterFolder(account, parent);
}

const CAPABILITY_BITS = { dac_read_search: 2n, dac_override: 1n } as const;

/** The first of these that we hold ourselves; containers often leave root only the wider one. */
async function openingCapability(wanted: (keyof typeof CAPABILITY_BITS)[]): Promise<string> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
  const found = wanted.find((name) => held & (1n << CAPABILITY_BITS[name]));
  if (found !== undefined) return found;
  throw new Error(
    "Only root may enter this folder, and PostgreSQL does not run as root. " +
      "Move Strata to a folder that others may enter, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}
