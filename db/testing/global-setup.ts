import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { createJobs } from "#server/jobs/jobs.ts";
import { migrateDatabase } from "../migrate.ts";
import { onServer } from "./on-server.ts";

declare module "vitest" {
  // Augmenting an interface takes an interface.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface ProvidedContext {
    databaseServerUrl: string;
    templateDatabase: string;
  }
}

/** One server for the whole run: DATABASE_URL's, or an embedded one in a folder of its own. */
export default async function setup(project: TestProject) {
  const server = process.env["DATABASE_URL"]
    ? { url: process.env["DATABASE_URL"], stop: async () => undefined }
    : await startThrowaway();
  const template = `strata_template_${process.pid}`;
  try {
    await onServer(server.url, (client) => client.query(`create database ${template}`));
    const url = Object.assign(new URL(server.url), { pathname: `/${template}` }).href;
    await migrateDatabase(url);
    const jobs = await createJobs({
      databaseUrl: url,
      isSupervisor: false,
      onError: (error) => {
        throw error;
      },
    });
    await jobs.stop();
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("databaseServerUrl", server.url);
  project.provide("templateDatabase", template);
  return async () => {
    await onServer(server.url, (client) => client.query(`drop database ${template} with (force)`));
    await server.stop();
  };
}

async function startThrowaway() {
  const home = await mkdtemp(join(tmpdir(), "strata-test-"));
  const server = await startEmbeddedPostgres({ home, isThrowaway: true });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
