// The way in for every command of package.json. Needs nothing but Node: it installs, bundles, then hands over.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isAtLeast, minimumNode } from "./minimum-node.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

function checkNode() {
  const minimum = minimumNode(root);
  const { node } = process.versions;
  if (isAtLeast(node, minimum)) return;
  process.stderr.write(`Strata needs Node ${minimum} or newer; this is ${node}: https://nodejs.org\n`);
  process.exit(1);
}

/**
 * Installs what the lock file names when it is not what was installed last; `npm ci` would take the packages away from
 * a Strata that is running. Its output goes to stderr: stdout is the command's.
 */
function installDependencies() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.strata-installed");
  const installedFor = `${lock} ${process.platform}-${process.arch}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === installedFor) return;
  process.stderr.write("Installing dependencies. The first time takes a minute or two.\n");
  const result = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    // Dev tools build the pages; CUDA's files are downloaded only where they are asked for.
    env: {
      ...process.env,
      NODE_ENV: "development",
      ONNXRUNTIME_NODE_INSTALL: process.env.ONNXRUNTIME_NODE_INSTALL ?? "skip",
    },
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    process.stderr.write("Installing failed. Is the npm registry within reach? The lines above say more.\n");
    process.exit(1);
  }
  writeFileSync(stamp, installedFor);
}

checkNode();
const [command, ...rest] = process.argv.slice(2);
installDependencies();
const { buildServer } = await import("./build.mjs");
await buildServer();
const entry = join(root, "dist", `${command}.js`);
if (!existsSync(entry)) {
  process.stderr.write(`Unknown command: ${command}\n`);
  process.exit(2);
}
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(entry).href);
