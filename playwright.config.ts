import { defineConfig } from "@playwright/test";
import { isProof } from "./models/testing/proof.ts";
import { HUNG_MS, PATIENCE_MS } from "./models/testing/limits.ts";

const chromium = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: "e2e",
  // What is a proof alone is left out of `npm test`.
  testMatch: isProof ? "**/*.spec.ts" : "**/specs/*.spec.ts",
  globalSetup: "./e2e/support/start-product.ts",
  outputDir: "test-results/journeys",
  // One product and one worker behind all journeys: side by side they would only wait for each other's training.
  workers: 1,
  retries: 0,
  timeout: HUNG_MS,
  expect: { timeout: PATIENCE_MS },
  // Whatever fails has waited its whole patience: where so much does, the rest would only take as long.
  maxFailures: 5,
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: PATIENCE_MS,
    // Recording all that is done on a page costs a quarter of the time: `npx playwright test --trace on` where it is needed.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      timeout: PATIENCE_MS,
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        // A camera for every machine, which a page may have without asking.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    },
  },
});
