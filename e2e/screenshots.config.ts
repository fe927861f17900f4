import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";

/** Pictures for the README, taken of a class at work. Not part of the tests. */
export default defineConfig({
  ...journeys,
  testDir: "screenshots",
  testMatch: "*.shots.ts",
  globalSetup: "./support/start-product.ts",
  outputDir: "../test-results/screenshots",
});
