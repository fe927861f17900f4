import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Chromium without the windows that nobody sees: the same pages for a fifth less processor time. */
const SHELL = "chromium-headless-shell";
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", SHELL];

/** A Chromium that is installed here; null where there is none. */
export function findChromium(names: readonly string[] = NAMES): string | null {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted !== undefined && wanted !== "") return wanted;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: the next folder.
      }
    }
  }
  return null;
}

function aptGet(...args: string[]): boolean {
  return (
    spawnSync("apt-get", args, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    }).status === 0
  );
}

/**
 * A Chromium: its headless shell, which is installed from Debian's packages where we are root on Debian, else any.
 * @throws where none is found and none can be installed, with what to do.
 */
export function ensureChromium(): string {
  const shell = findChromium([SHELL]);
  if (shell !== null) return shell;
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (canInstall && aptGet("update", "-qq")) aptGet("install", "-y", "-qq", SHELL);
  const found = findChromium();
  if (found !== null) return found;
  throw new Error(
    `The browser tests need a Chromium. Install one (on Debian: apt-get install ${SHELL}) or set CHROMIUM_PATH.`,
  );
}
