import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#server/platform/paths.ts";

// The rule and what to write instead: docs/testing.md.

const REFUSED: [what: string, pattern: RegExp, sample: string][] = [
  ["a limit of its own", /\btimeout(Ms)?: *\d[\d_]{3}/i, "{ timeout: 15_000 }"],
  ["a limit of its own", /^\s*\},? *\d[\d_]{3,},?\);|\), (\d+_\d+|\d{5,})\);/m, "}, 90_000);"],
  ["a limit of its own", /\.timeout\(\d/, "socket.timeout(5_000).emit()"],
  ["vi.waitFor, which gives up after a second", /\bvi\.wait(For|Until)\(/, "await vi.waitFor(done);"],
  ["a sleep", /\bsetTimeout\(|timers\/promises|waitForTimeout\(/, "setTimeout(resolve, 100)"],
  ["a clock", /\b(performance|Date)\.now\(\)/, "expect(performance.now() - start).toBeLessThan(3000)"],
];

/** What stands where no verdict hangs on the machine's speed, and why. */
const ALLOWED: Record<string, string> = {
  "server/realtime/hub.test.ts: a clock": "how many may have come by then",
  "server/datasets/prepare-dataset.test.ts: a clock": "the age of a file",
  "server/worker/handlers/vision/forget-leftovers.test.ts: a clock": "the age of a folder",
  "server/auth/new-password.test.ts: a clock": "a time by which no test still runs",
  "e2e/specs/worker-killed.spec.ts: a clock": "compared in the proof alone",
  "e2e/support/person.ts: a clock": "an address that nobody has",
  "e2e/support/start-product.ts: a sleep": "between two looks",
  "e2e/support/start-product.ts: a clock": "a start that hangs",
  "server/web/lti.test.ts: a clock": "the age of a token",
  "server/lti/testing/test-platform.ts: a clock": "the age of a token",
  "server/web/testing/loop-watch.ts: a clock":
    "without processor time; compared with a unit by the same clock",
  "server/worker/unheard-child.test.ts: a sleep": "how long nobody is heard, longer than a lease",
  "server/worker/killed-child.test.ts: a sleep": "in the program that is to be killed",
};

/** Tests, and what only they use. */
const OF_TESTS = /\.(test|spec)\.tsx?$|\/testing\/|\/testing\.ts$|-for-tests\.ts$|^e2e\//u;
/** These are the one place. */
const EXEMPT = /^models\/testing\/|no-verdict-by-speed/u;

async function testFiles(): Promise<string[]> {
  const folders = ["models", "db", "server", "app", "e2e"];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true })).map((name) => `${folder}/${name}`),
    ),
  );
  return names.flat().filter((name) => /\.tsx?$/u.test(name) && OF_TESTS.test(name) && !EXEMPT.test(name));
}

function faults(name: string, text: string): string[] {
  // Where time itself is made, it passes as it is told.
  const isTimeMade = /vi\.useFakeTimers\(|vi\.spyOn\(performance, "now"\)/u.test(text);
  return REFUSED.filter(([what, pattern]) => {
    const isAboutTime = what === "a clock" || what === "a sleep";
    return pattern.test(text) && !(isAboutTime && isTimeMade);
  })
    .map(([what]) => `${name}: ${what}`)
    .filter((fault) => !Object.hasOwn(ALLOWED, fault));
}

test("no test has a limit of its own, sleeps, or asks a clock", async () => {
  const files = await testFiles();
  expect(files.length).toBeGreaterThan(100);
  const found = await Promise.all(
    files.map(async (name) => faults(name, await readFile(join(ROOT, name), "utf8"))),
  );
  expect(found.flat()).toEqual([]);
});

test.each(REFUSED)("%s is found", (what, _, sample) => {
  expect(faults("a.test.ts", sample)).toContain(`a.test.ts: ${what}`);
});
