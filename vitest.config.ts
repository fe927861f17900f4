import { defineConfig } from "vitest/config";
import { HUNG_MS, PATIENCE_MS } from "./models/testing/limits.ts";

/** Computes and draws, and leaves nothing behind: its files share a process, and what they import. */
const PURE = ["{models,app}/**/*.test.{ts,tsx}", "server/engine/**/*.test.ts"];
/** A database of its own for each file, and nothing else outside: what they import is loaded once a process, not once a file. */
const RULES = [
  "db/**/*.test.ts",
  "server/{api,auth,contract,datasets,jobs,realtime,services,storage,vision,web}/**/*.test.ts",
];

export default defineConfig({
  test: {
    globalSetup: ["db/testing/global-setup.ts"],
    // One more than there are cores, since the tests of workers wait for most of their time.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      { extends: true, test: { name: "rules", include: RULES, isolate: false } },
      {
        extends: true,
        test: { name: "parts", include: ["{server,db}/**/*.test.ts"], exclude: [...PURE, ...RULES] },
      },
    ],
    environment: "node",
    pool: "forks",
    testTimeout: HUNG_MS,
    hookTimeout: HUNG_MS,
    expect: { poll: { timeout: PATIENCE_MS } },
  },
});
