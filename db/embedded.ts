import { join, resolve } from "node:path";
import { findBinaries } from "./embedded/binaries.ts";
import { createDatabase } from "./embedded/create-database.ts";
import { clusterAccount, initCluster } from "./embedded/init-cluster.ts";
import { launchServer, startFailure } from "./embedded/launch-server.ts";
import { takeOwnership } from "./embedded/ownership.ts";
import { removeStalePidFile, stopPostmaster, waitForPostmaster } from "./embedded/postmaster.ts";
import { readOrCreateSettings } from "./embedded/settings.ts";

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
};

/** Starts the home's PostgreSQL, on loopback only, or joins the one that runs there already. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = join(resolve(options.home), "postgres");
  const { password } = await readOrCreateSettings(folder);
  const binaries = findBinaries();
  const account = await clusterAccount(folder);
  const data = await initCluster({ folder, binaries, account, password });

  const joined = await waitForPostmaster(data, null);
  if (joined === null) await removeStalePidFile(data);
  const child =
    joined === null
      ? await launchServer({ folder, data, binaries, account, isThrowaway: options.isThrowaway ?? false })
      : null;
  // Two processes may launch at once: the data folder lets one server live, and both use that.
  const server = joined ?? (await waitForPostmaster(data, child));
  if (server === null) throw await startFailure(folder);

  const url = await createDatabase(server.port, password);
  const isOwner = await takeOwnership(folder, server.pid === child?.pid);
  return {
    url,
    port: server.port,
    isOwner,
    stop: async () => {
      if (isOwner) await stopPostmaster(data, server.pid);
    },
  };
}
