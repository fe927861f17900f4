import { join, resolve } from "node:path";
import { findBinaries } from "./embedded/binaries.ts";
import { createDatabase } from "./embedded/create-database.ts";
import { clusterAccount, initCluster } from "./embedded/init-cluster.ts";
import { launchServer } from "./embedded/launch-server.ts";
import { endOrphans } from "./embedded/orphans.ts";
import { takeOwnership } from "./embedded/ownership.ts";
import {
  isServerOf,
  removeStalePidFile,
  runningPostmaster,
  stopPostmaster,
  waitForPostmaster,
  type Postmaster,
} from "./embedded/postmaster.ts";
import { readOrCreateSettings } from "./embedded/settings.ts";
import { startFailure } from "./embedded/start-failure.ts";
import { watchServer } from "./embedded/watch-server.ts";

export type EmbeddedServer = {
  /** Of the database `strata`, with the password: not for logs. */
  url: string;
  port: number;
  /** False where a server that another living process started is used. */
  isOwner: boolean;
  /** Ends the server in order, unless it is another process's. */
  stop: () => Promise<void>;
};

type EmbeddedOptions = {
  /** STRATA_HOME; the server lives in its folder `postgres`. */
  home: string;
  /** For tests: quicker, and not safe against a power cut. */
  isThrowaway?: boolean;
  /** With it the server is supervised: one that ends by itself is started again on its port, and this says so. */
  onTrouble?: (message: string) => void;
};

type Started = { server: Postmaster; isLauncher: boolean };

/** Starts the home's PostgreSQL, on loopback only, or joins the one that runs there already. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = join(resolve(options.home), "postgres");
  const { password } = await readOrCreateSettings(folder);
  const binaries = findBinaries();
  const account = await clusterAccount(folder);
  const data = await initCluster({ folder, binaries, account, password });
  const isThrowaway = options.isThrowaway ?? false;

  /** By now another process may have launched it: the data folder lets one server live, and all use that. */
  async function joinOrLaunch(port?: number, signal?: AbortSignal): Promise<Started> {
    const joined = await waitForPostmaster(data, null, signal);
    if (joined !== null) return { server: joined, isLauncher: false };
    await removeStalePidFile(data);
    const launch = { folder, data, binaries, account, isThrowaway, ...(port === undefined ? {} : { port }) };
    const { child, logStart } = await launchServer(launch);
    const server = await waitForPostmaster(data, child, signal);
    if (server === null) throw await startFailure(folder, logStart);
    return { server, isLauncher: server.pid === child.pid };
  }

  async function restart(port: number, signal: AbortSignal): Promise<Postmaster> {
    await endOrphans(data, signal);
    return (await joinOrLaunch(port, signal)).server;
  }

  const { server, isLauncher } = await joinOrLaunch().catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`PostgreSQL did not start: ${reason}`, { cause });
  });
  const url = await createDatabase(server.port, password);
  const isOwner = await takeOwnership(folder, isLauncher);
  const { onTrouble } = options;
  const watch =
    isOwner && onTrouble !== undefined
      ? watchServer({
          server,
          onTrouble,
          isAlive: ({ pid }) => isServerOf(data, pid),
          restart: (signal) => restart(server.port, signal),
        })
      : null;
  return {
    url,
    port: server.port,
    isOwner,
    stop: async () => {
      if (!isOwner) return;
      await watch?.stop();
      const running = watch === null ? server : await runningPostmaster(data);
      if (running !== null) await stopPostmaster(data, running.pid);
    },
  };
}
