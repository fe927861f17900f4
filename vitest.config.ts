import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{models,server,db,app}/**/*.test.{ts,tsx}"],
    environment: "node",
    globalSetup: ["db/testing/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
