import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { HUNG_MS, PATIENCE_MS } from "#models/testing/limits.ts";
import { processesOf } from "#server/cli/bench/home-processes.ts";
import { smallEurosat } from "#server/cli/bench/small-eurosat.ts";

const ROOT = process.cwd();

async function readAddress(home: string, product: ChildProcess): Promise<string> {
  const deadline = Date.now() + HUNG_MS;
  for (;;) {
    const text = await readFile(join(home, "running.json"), "utf8").catch(() => null);
    if (text !== null) return (JSON.parse(text) as { url: string }).url;
    if (product.exitCode !== null) throw new Error(`npm start ended with code ${product.exitCode}`);
    if (Date.now() > deadline) throw new Error("npm start does not get ready");
    await wait(200);
  }
}

/** As a terminal does on Ctrl-C: the signal goes to the whole foreground group. */
async function pressControlC(product: ChildProcess): Promise<number | null> {
  if (product.exitCode !== null) return product.exitCode;
  const ended = once(product, "exit", { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (product.pid !== undefined) process.kill(-product.pid, "SIGINT");
  const [code] = (await ended) as [number | null];
  return code;
}

/**
 * Starts the product as `npm start` does, with a state folder of its own, and ends it after the last journey. With
 * STRATA_E2E_URL and STRATA_E2E_HOME set, the product that runs there is used and left running.
 */
export default async function startProduct(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.STRATA_E2E_URL !== undefined && process.env.STRATA_E2E_HOME !== undefined) return undefined;
  const home = await mkdtemp(join(tmpdir(), "strata-e2e-"));
  const product = spawn(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), "start"], {
    cwd: ROOT,
    env: {
      ...process.env,
      STRATA_HOME: home,
      PORT: "0",
      EUROSAT: smallEurosat(),
      SKY_SEQUENCES: "300",
      // The learning platform of a proof runs on this machine.
      LTI_PRIVATE_ADDRESSES: "true",
      NODE_ENV: "production",
    },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  process.env.STRATA_E2E_HOME = home;
  try {
    process.env.STRATA_E2E_URL = await readAddress(home, product);
  } catch (error) {
    await pressControlC(product);
    throw error;
  }

  return async () => {
    const before = await processesOf(home);
    const code = await pressControlC(product);
    const left = await processesOf(home);
    if (left.length > 0) {
      const named = left.map(({ pid, command }) => `${pid} ${command}`).join("\n");
      throw new Error(`Ctrl-C left processes behind:\n${named}`);
    }
    if (code !== 0) throw new Error(`npm start ended with code ${code} after Ctrl-C`);
    // Nothing found before either would mean that the check above sees nothing.
    if (existsSync("/proc/self") && before.length < 4) {
      throw new Error(`Only ${before.length} processes of the product were found while it ran`);
    }
    await rm(home, { recursive: true, force: true });
  };
}
