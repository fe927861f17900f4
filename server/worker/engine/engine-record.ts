import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { engineName, refusedProvider } from "#server/contract/worker.ts";
import { distEntry } from "#server/platform/paths.ts";
import type { ChosenEngine } from "./choose-engine.ts";
import type { FoundEngines } from "./find-engines.ts";

const record = z.object({
  fingerprint: z.string(),
  engine: engineName,
  imagesPerSecond: z.number(),
  refused: z.array(refusedProvider),
});

/** What was found the last time on the same machine with the same versions of everything, so that a start is quick. */
export function engineRecord(home: string, found: FoundEngines) {
  const file = join(home, "engine-check.json");
  return {
    async read(): Promise<ChosenEngine | null> {
      try {
        const { fingerprint, ...chosen } = record.parse(JSON.parse(await readFile(file, "utf8")));
        return fingerprint === (await fingerprintOf(found)) ? { ...chosen, isLasting: true } : null;
      } catch {
        // None yet, or of an older version: everything is checked again.
        return null;
      }
    },
    async write({ engine, imagesPerSecond, refused }: ChosenEngine): Promise<void> {
      const fingerprint = await fingerprintOf(found);
      const partial = `${file}.${process.pid}`;
      await writeFile(partial, JSON.stringify({ fingerprint, engine, imagesPerSecond, refused }));
      await rename(partial, file);
    },
  };
}

async function fingerprintOf({ candidates, deviceOf, versionsOf }: FoundEngines): Promise<string> {
  const hash = createHash("sha256");
  const engines = candidates.map((engine) => [engine, deviceOf(engine), versionsOf(engine)]);
  hash.update(JSON.stringify({ engines, threads: availableParallelism() }));
  // The check itself and the engines in it.
  hash.update(await readFile(distEntry("golden-check")));
  return hash.digest("hex");
}
