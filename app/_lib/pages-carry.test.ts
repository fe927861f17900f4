import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const APP = join(ROOT, "app");
const IMPORT = /^(?:import|export)\s+(?!type\b)([^;"']*?)\bfrom\s+"([^"]+)";/gm;

/** What a module needs before it runs, but for what is only a type, or fetched when somebody reaches for it. */
function needsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, names = "", from = ""]) => {
    const listed = /^\{(.*)\}\s*$/s.exec(names)?.[1];
    const isTypesOnly = listed !== undefined && /^(?:\s*type\s[^,]*,?)+\s*$/s.test(listed);
    return isTypesOnly ? [] : [from];
  });
}

/** What a page sends to the browser, packages and modules of ours, each with the way to it. */
function carriedBy(page: string): Map<string, string> {
  const carried = new Map<string, string>();
  const seen = new Set<string>();

  function visit(file: string, way: string, isSent: boolean): void {
    if (seen.has(`${file} ${isSent}`) || !existsSync(file)) return;
    seen.add(`${file} ${isSent}`);
    const text = readFileSync(file, "utf8");
    const goes = isSent || text.startsWith('"use client"');
    const here = `${way} > ${relative(ROOT, file)}`;
    if (goes) carried.set(relative(ROOT, file), here);
    for (const name of needsOf(text)) {
      if (name.startsWith("#")) visit(join(ROOT, name.slice(1)), here, goes);
      else if (name.startsWith(".")) visit(join(dirname(file), name), here, goes);
      else if (goes) carried.set(name, here);
    }
  }

  visit(join(APP, page), "", false);
  return carried;
}

const pages = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((path) =>
  /(?:^|\/)(?:page|layout)\.tsx$/.test(path),
);

/** Fetched apart, and shown with the page. */
const SHOWN_AT_ONCE = ["_features/vision/detect/detect-lab.tsx"];

const BUILDER = "designs/[designId]";

/** Large, and of use to some pages only, or once somebody reaches for a menu, a dialog, a new password, a file. */
const HEAVY: readonly { name: RegExp; on: readonly string[] }[] = [
  { name: /^zod/, on: [BUILDER] },
  { name: /^models\/exercises\/templates/, on: [] },
  { name: /^models\/layers\/index/, on: [BUILDER] },
  { name: /^(?:react-markdown|remark-|rehype-|lru-cache)/, on: [] },
  { name: /^@xyflow\/react$/, on: [BUILDER] },
  { name: /^(?:better-auth|sonner)\b/, on: [] },
  { name: /^@base-ui\/react\/(?:alert-dialog|dialog|menu|popover|select|tooltip)$/, on: [] },
  // A plain element does as well.
  { name: /^@base-ui\/react\/(?:button|field|input|merge-props|number-field|progress|switch|tabs)$/, on: [] },
  // Drawn by the server, and alive once they are scrolled to.
  {
    name: /^app\/_features\/run\/(?:run-(?:facts|diagnosis|insights)|epoch-table|network-list|predict\/)/,
    on: [],
  },
  // What an exercise's form opens when it is asked for.
  { name: /^app\/_features\/exercise\/(?:form\/(?:criterion-form|embed-picture)|text\/markdown)/, on: [] },
  { name: /^server\/contract\/common-passwords/, on: [] },
  { name: /^models\/(?:interchange\/(?:from-keras|file)|presets)/, on: [] },
];

test.each([...pages, ...SHOWN_AT_ONCE])("%s carries only what it shows", (page) => {
  const tooHeavy = [...carriedBy(page)].filter(([carried]) =>
    HEAVY.some(({ name, on }) => name.test(carried) && !on.some((path) => page.includes(path))),
  );
  expect(tooHeavy.map(([name, way]) => `${name}: ${way}`)).toEqual([]);
});

test("what a page carries is found", () => {
  const builder = pages.find((page) => page.includes(`${BUILDER}/page`)) ?? "";
  expect([...carriedBy(builder).keys()]).toEqual(
    expect.arrayContaining(["zod", "react", "@xyflow/react", "app/_features/builder/builder.tsx"]),
  );
});
