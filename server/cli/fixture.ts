import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { dumpRows, formatFixture } from "#db/testing/dump-rows.ts";
import { onServer } from "#db/testing/on-server.ts";
import { ROOT } from "#server/platform/paths.ts";
import { begin } from "./bench/begin.ts";
import { startProduct } from "./bench/product.ts";
import { useProduct } from "./fixture/use-product.ts";

const journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/**
 * Uses a Strata of its own, on synthetic tiles, and keeps the rows of its database: what later versions must still read.
 * Run it before a change of the tables, where the last such file is of older ones.
 */
async function main(): Promise<void> {
  const { say, signal } = begin();
  const { entries } = journal.parse(
    JSON.parse(await readFile(join(ROOT, "db/migrations/meta/_journal.json"), "utf8")),
  );
  const migration = entries.at(-1)?.tag ?? "";
  const product = await startProduct({ options: { zip: "" }, say, signal });
  try {
    const { url } = await startEmbeddedPostgres({ home: product.home });
    const fixture = await onServer(url, async (client) => {
      await useProduct({ url: product.url, client, say, signal });
      return dumpRows(client, migration);
    });
    const file = join(ROOT, `db/testing/fixtures/rows-at-${migration.slice(0, 4)}.json`);
    await writeFile(file, formatFixture(fixture));
    say(
      `${file}: ${Object.entries(fixture.tables)
        .map(([name, rows]) => `${rows.length} ${name}`)
        .join(", ")}`,
    );
  } finally {
    await product.stop();
  }
}

await main();
