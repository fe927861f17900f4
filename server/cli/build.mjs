// Bundles every server entry into dist/. Plain JavaScript: it runs before anything is compiled.
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { minimumNode } from "./minimum-node.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const dist = join(root, "dist");
const sourceFolders = ["server", "db", "models"];

function entryPoints() {
  const entries = {
    main: "server/main.ts",
    worker: "server/worker/main.ts",
    child: "server/worker/child.ts",
    thread: "server/web/threads/main.ts",
    "import-task": "server/worker/handlers/import-dataset/task.ts",
    "vision-task": "server/worker/handlers/vision/task.ts",
  };
  for (const file of readdirSync(join(root, "server/cli"))) {
    if (file.endsWith(".ts") && !file.endsWith(".test.ts")) {
      entries[file.slice(0, -".ts".length)] = `server/cli/${file}`;
    }
  }
  return Object.entries(entries).filter(([, file]) => existsSync(join(root, file)));
}

function newestChange(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const changed = entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs;
    newest = Math.max(newest, changed, statSync(folder).mtimeMs);
  }
  return newest;
}

function isFresh() {
  const stamp = join(dist, "stamp");
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const sources = sourceFolders.map((folder) => newestChange(join(root, folder)));
  sources.push(statSync(join(root, "package-lock.json")).mtimeMs);
  return Math.max(...sources) < built;
}

/** What is loaded by `import()` and is an entry stays one: a process reads it, and its packages, only when it needs it. */
const entriesLoadedLater = {
  name: "entries-loaded-later",
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const entry = entryPoints().find(([, file]) => join(root, file) === join(resolveDir, path));
      return entry && { path: `./${entry[0]}.js`, external: true };
    });
  },
};

/** Writes each bundle beside its place and renames it, so that a process starting now reads a whole file. */
export async function buildServer() {
  if (isFresh()) return;
  const startedAt = new Date();
  const { build, stop } = await import("esbuild");
  const result = await build({
    absWorkingDir: root,
    entryPoints: entryPoints().map(([out, file]) => ({ in: file, out })),
    outdir: dist,
    bundle: true,
    packages: "external",
    plugins: [entriesLoadedLater],
    platform: "node",
    format: "esm",
    target: `node${minimumNode(root)}`,
    sourcemap: "linked",
    write: false,
    logLevel: "error",
  });
  // Its helper process would live as long as the command that follows.
  await stop();
  mkdirSync(dist, { recursive: true });
  for (const file of result.outputFiles) {
    const temporary = `${file.path}.${process.pid}.tmp`;
    writeFileSync(temporary, file.contents);
    renameSync(temporary, file.path);
  }
  // Stamped with the time before reading, so an edit made meanwhile counts as newer.
  const stamp = join(dist, "stamp");
  writeFileSync(stamp, "");
  utimesSync(stamp, startedAt, startedAt);
}
