import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package-lock.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("Strata's folder was not found above its own code");
    folder = parent;
  }
  return folder;
}

/** The folder that holds package.json, found from source and from the bundles in dist/ alike. */
export const ROOT = findRoot();

/** A bundled entry, such as `child` for the process that runs one job. */
export function distEntry(name: string): string {
  return join(ROOT, "dist", `${name}.js`);
}
