import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchAs, serverAccount, type Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { serverEnvironment } from "./environment.ts";

export const SUPERUSER = "strata";

type InitOptions = { folder: string; binaries: Binaries; account: Account; password: string };

/**
 * Makes the data folder, whole or not at all: a start that is interrupted here leaves nothing half-made behind. UTF-8
 * and C.UTF-8 of PostgreSQL's own, so that sorting does not depend on what the machine has installed.
 */
export async function initCluster(options: InitOptions): Promise<string> {
  const { folder, binaries, account, password } = options;
  const data = join(folder, "data");
  if (existsSync(join(data, "PG_VERSION"))) return data;
  const suffix = `${process.pid}-${randomBytes(4).toString("hex")}`;
  const making = join(folder, `.data-${suffix}`);
  const passwordFile = join(folder, `.password-${suffix}`);
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(making, { mode: 0o700 });
    if (account !== null) {
      await Promise.all([making, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    }
    await runInitdb(
      await launchAs(
        account,
        [
          binaries.initdb,
          `--pgdata=${making}`,
          `--username=${SUPERUSER}`,
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--no-instructions",
        ],
        [binaries.initdb, binaries.postgres, join(binaries.folder, "share"), folder],
      ),
    );
    await rename(making, data).catch((error: NodeJS.ErrnoException) => {
      // Another process that started at the same time was first.
      if (!existsSync(join(data, "PG_VERSION"))) throw error;
    });
  } finally {
    await Promise.all([making, passwordFile].map((path) => rm(path, { recursive: true, force: true })));
  }
  return data;
}

function runInitdb(launch: Awaited<ReturnType<typeof launchAs>>): Promise<void> {
  const { command, args, ...ids } = launch;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...ids,
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => output.push(text));
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL's data folder could not be made:\n${output.join("").slice(-4_000)}`));
    });
  });
}

/** Who owns the data folder runs its server; a new one belongs to us, or for root to an account that is not root. */
export async function clusterAccount(folder: string): Promise<Account> {
  const data = await stat(join(folder, "data")).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const uid = process.getuid?.();
  if (data === null || uid === undefined) return serverAccount();
  if (uid === 0 && data.uid !== 0) return { uid: data.uid, gid: data.gid };
  if (uid === data.uid) return null;
  throw new Error(
    `${join(folder, "data")} belongs to another account of this machine (${data.uid}, we are ${uid}). ` +
      "Start Strata as that one, or set STRATA_HOME to a folder of your own.",
  );
}
