import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

/** What a browser draws from these the server draws otherwise; React then throws away what came with the page. */
const DRAWN_OTHERWISE = [
  { pattern: /typeof (window|document|navigator)\b/, instead: "useIsHydrated or useOrigin" },
  { pattern: /\bsuppressHydrationWarning\b/, instead: "useIsHydrated", except: ["layout.tsx", "below.tsx"] },
  { pattern: /\bformatRelativeTime\b/, instead: "RelativeTime", except: ["relative-time.tsx"] },
  { pattern: /\bDate\.now\(\)/, instead: "useNow", except: ["layout.tsx", "as-read-now.ts"] },
  { pattern: /useSyncExternalStore\((\w+(\.\w+)?), (\w+(?:\.\w+)?), \3\)/, instead: "a third function" },
] as const;

test.each(DRAWN_OTHERWISE)("no page has $pattern: it has $instead", async ({ pattern, ...rule }) => {
  const except: readonly string[] = "except" in rule ? rule.except : [];
  const app = join(import.meta.dirname, "..");
  const entries = await readdir(app, { withFileTypes: true, recursive: true });
  const pages = entries.filter(
    ({ name }) => name.endsWith(".tsx") && !name.endsWith(".test.tsx") && !except.includes(name),
  );
  const texts = await Promise.all(
    pages.map(
      async ({ name, parentPath }) => [name, await readFile(join(parentPath, name), "utf8")] as const,
    ),
  );
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter(([, text]) => pattern.test(text)).map(([name]) => name)).toEqual([]);
});
