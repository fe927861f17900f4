import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What package.json in `root` asks of Node, such as `20.19.0`. */
export function minimumNode(root) {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return engines.node.replace(/^>=/, "");
}

/** Whether a version of Node is another one or later. */
export function isAtLeast(version, minimum) {
  const [have, need] = [version, minimum].map((text) => text.split(".").map(Number));
  for (const [place, wanted] of need.entries()) {
    if (have[place] !== wanted) return have[place] > wanted;
  }
  return true;
}
