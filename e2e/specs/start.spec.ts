import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { productHome, productUrl } from "../support/product.ts";
import { HUNG_MS } from "#models/testing/limits.ts";
import { smallEurosat } from "#server/cli/bench/small-eurosat.ts";
import { expect, test } from "../support/test.ts";

test("a second start on the same folder says where Strata already runs, and starts nothing", async () => {
  const second = spawn(process.execPath, [join(process.cwd(), "server/cli/bootstrap.mjs"), "start"], {
    env: { ...process.env, STRATA_HOME: productHome(), PORT: "0", NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [said, [code]] = await Promise.all([text(second.stderr), once(second, "exit")]);
  expect(said).toContain(`already runs on ${productHome()}: ${productUrl()}`);
  expect(code).toBe(0);
});

test("a start on another address of this machine, under a name that does not resolve here, becomes ready", async () => {
  test.skip(process.platform !== "linux", "only Linux has the addresses beside 127.0.0.1");
  const home = await mkdtemp(join(tmpdir(), "strata-e2e-address-"));
  await chmod(home, 0o755);
  const product = spawn(process.execPath, [join(process.cwd(), "server/cli/bootstrap.mjs"), "start"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      STRATA_HOME: home,
      EUROSAT: smallEurosat(),
      // The product of all journeys draws them.
      SKY_SEQUENCES: "0",
      HOST: "127.0.0.2",
      PORT: "0",
      BASE_URL: "https://lab.invalid",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(product, "exit");
  let said = "";
  product.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  try {
    await expect.poll(() => said, { timeout: HUNG_MS }).toContain("Strata is ready: https://lab.invalid");
    expect(said).toContain("was open to other accounts of this machine (755)");
    const recorded = JSON.parse(await readFile(join(home, "running.json"), "utf8")) as { localUrl: string };
    expect(recorded.localUrl).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
    const page = await fetch(recorded.localUrl);
    expect(page.status).toBe(200);
    expect(page.headers.get("strict-transport-security")).toMatch(/^max-age=\d+$/);
  } finally {
    product.kill("SIGINT");
    expect(await exited).toEqual([0, null]);
    await rm(home, { recursive: true, force: true });
  }
});
