import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { twMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn.ts";

const APP = join(import.meta.dirname, "..");
const TEXT = /"([^"\n]*)"|`([^`]*)`/g;

/** They look like classes and are none. */
const OTHER_WORDS = new Set(["from-sign-up", "from-reset"]);

/** Classes that the pages name, without what they hang on: `sm:hover:p-2` is `p-2`. */
async function readClasses(): Promise<string[]> {
  const names = (await readdir(APP, { recursive: true })).filter(
    (name) => /(?<!\.test)\.tsx?$/.test(name) && !name.endsWith("class-groups.ts"),
  );
  const words = new Set<string>();
  for (const name of names) {
    const text = await readFile(join(APP, name), "utf8");
    for (const [, quoted, template] of text.matchAll(TEXT)) {
      for (const word of (quoted ?? template ?? "").split(/\s+/)) {
        words.add(word.replace(/^.*:(?![^[]*\])/, ""));
      }
    }
  }
  // Of a class that is there twice, one is left.
  return [...words].filter(
    (word) => word !== "" && !OTHER_WORDS.has(word) && twMerge(`${word} ${word}`) === word,
  );
}

type Merge = (classes: string) => string;

const replaceEachOther = (merge: Merge, one: string, other: string) =>
  merge(`${one} ${other}`) === other && merge(`${other} ${one}`) === one;

test("of every two classes of the pages the same are left as by tailwind-merge's full table", async () => {
  const classes = await readClasses();
  expect(classes.length).toBeGreaterThan(600);

  // Those that replace each other are of one group: the first stands for all of it.
  const firsts: string[] = [];
  const apart: string[] = [];
  for (const each of classes) {
    const first = firsts.find((other) => replaceEachOther(twMerge, each, other));
    if (first === undefined) firsts.push(each);
    else if (!replaceEachOther(cn, each, first)) apart.push(`${each} ${first}`);
  }
  expect(apart, "app/_lib/class-groups.ts lacks their group").toEqual([]);
  expect(firsts.length).toBeGreaterThan(100);

  const pairs = firsts.flatMap((one) => firsts.map((other) => `${one} ${other}`));
  expect(pairs.filter((pair) => cn(pair) !== twMerge(pair) && new Set(pair.split(" ")).size > 1)).toEqual([]);
});

test.each([
  ["sm:hover:p-2 p-3 hover:sm:px-4 sm:hover:p-1", "p-3 sm:hover:p-1"],
  ["leading-5 text-sm/6", "text-sm/6"],
  ["h-9! h-8 h-7!", "h-8 h-7!"],
  ["before:hover:p-1 hover:before:p-2", "before:hover:p-1 hover:before:p-2"],
])("%s is %s", (classes, merged) => {
  expect(cn(classes)).toBe(merged);
  expect(twMerge(classes)).toBe(merged);
});
