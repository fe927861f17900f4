import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { launchAs, type Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { serverEnvironment } from "./environment.ts";
import { readOrCreateSettings, saveSettings } from "./settings.ts";
import { logFile } from "./start-failure.ts";

type LaunchOptions = {
  folder: string;
  data: string;
  binaries: Binaries;
  account: Account;
  isThrowaway: boolean;
  /** This one and no other: there are those who know its address. */
  port?: number;
};

export type Launched = {
  child: ChildProcess;
  /** Where the server's own words begin in the log. */ logStart: number;
};

const MAX_LOG_BYTES = 8 * 1024 * 1024;

/** In a session of its own: Ctrl-C at the terminal reaches us alone, and we end the server after what uses it. */
export async function launchServer(options: LaunchOptions): Promise<Launched> {
  const { folder, data, binaries, account } = options;
  const port = options.port === undefined ? await choosePort(folder) : await requirePort(options.port);
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=100",
    "shared_buffers=64MB",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    // After a crash all of the disk is written out in one call instead of file by file, which takes seconds.
    ...(process.platform === "linux" ? ["recovery_init_sync_method=syncfs"] : []),
    ...(options.isThrowaway ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
  const { command, args, ...ids } = await launchAs(
    account,
    [binaries.postgres, "-D", data, ...settings.flatMap((setting) => ["-c", setting])],
    [binaries.postgres, `${binaries.folder}/share`, data],
  );
  const log = await openLog(folder);
  try {
    const { size: logStart } = await log.stat();
    const child = spawn(command, args, {
      ...ids,
      detached: true,
      env: serverEnvironment(),
      stdio: ["ignore", log.fd, log.fd],
    });
    await once(child, "spawn");
    child.unref();
    return { child, logStart };
  } finally {
    await log.close();
  }
}

async function openLog(folder: string) {
  const log = await open(logFile(folder), "a", 0o600);
  const { size } = await log.stat();
  if (size > MAX_LOG_BYTES) await log.truncate();
  return log;
}

/** The same port as last time where it is free, so that what was noted down stays right. */
async function choosePort(folder: string): Promise<number> {
  const settings = await readOrCreateSettings(folder);
  const port = (await freePort(settings.port)) ?? (await freePort(0));
  if (port === null) throw new Error("This machine has no free port on 127.0.0.1");
  if (port !== settings.port) await saveSettings(folder, { ...settings, port });
  return port;
}

async function requirePort(wanted: number): Promise<number> {
  if ((await freePort(wanted)) === null) throw new Error(`port ${wanted} is used by another program`);
  return wanted;
}

/** `wanted`, or any where that is 0. Null where it is taken. */
function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen({ host: "127.0.0.1", port: wanted, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? (address?.port ?? null) : null));
    });
  });
}
