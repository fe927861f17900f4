import { defineConfig } from "vitest/config";
import { HUNG_MS, PATIENCE_MS } from "./models/testing/limits.ts";

export default defineConfig({
  test: {
    include: ["{models,server,db,app}/**/*.test.{ts,tsx}"],
    environment: "node",
    globalSetup: ["db/testing/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: HUNG_MS,
    hookTimeout: HUNG_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
  },
});
