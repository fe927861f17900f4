import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { productHome, productUrl } from "../support/product.ts";
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
