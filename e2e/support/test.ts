import { test as base, expect, type BrowserContextOptions, type Page } from "@playwright/test";
import { HUNG_MS } from "#models/testing/limits.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { endTraining, mintCohort, startTraining, type Cohort } from "./cohort.ts";
import { publishExercise } from "./exercises.ts";
import type { Person } from "./person.ts";
import { productUrl } from "./product.ts";
import { untilState } from "./runs.ts";

export type Trained = { cohort: Cohort; run: RunDetails; exerciseId: string; submissionId: string };

type OpenOptions = BrowserContextOptions & {
  path?: string;
  /** In the server's language, time zone and minute: for pictures. Journeys are elsewhere. */
  isHere?: boolean;
};

/** Somewhere else than the server: what both draw from their own clock, zone or language ends in an error here. */
const ELSEWHERE: BrowserContextOptions = { locale: "de-DE", timezoneId: "Pacific/Auckland" };
const CLOCK_AHEAD_MS = 20 * 60_000;

/** Runs in the page before its own code does. */
function moveClock(aheadMs: number): void {
  const Real = Date;
  const now = () => Real.now() + aheadMs;
  globalThis.Date = new Proxy(Real, {
    construct: (_, args: []) => (args.length === 0 ? new Real(now()) : new Real(...args)),
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
}

type Journey = {
  /** A browser of the person's own, signed in; nobody's where null. Uncaught errors in its pages fail the journey. */
  open: (person: Person | null, options?: OpenOptions) => Promise<Page>;
  /** An instructor and a learner in a cohort of this journey alone. */
  cohort: Cohort;
};

type Shared = {
  /** One finished run, handed in, for all journeys that only look at it. */
  trained: Trained;
};

export const test = base.extend<Journey, Shared>({
  open: async ({ browser }, provide) => {
    const errors: string[] = [];
    const closers: (() => Promise<void>)[] = [];
    await provide(async (person, { path, isHere = false, ...options } = {}) => {
      const context = await browser.newContext({
        baseURL: productUrl(),
        ...(isHere ? {} : ELSEWHERE),
        ...options,
      });
      if (!isHere) await context.addInitScript(moveClock, CLOCK_AHEAD_MS);
      closers.push(() => context.close());
      context.on("weberror", (error) => errors.push(error.error().stack ?? error.error().message));
      context.on("console", (message) => {
        if (message.type() === "error" && /Content Security Policy|hydrat/i.test(message.text())) {
          errors.push(message.text());
        }
      });
      if (person !== null) {
        await context.addCookies([{ ...person.cookie, url: productUrl(), httpOnly: true, sameSite: "Lax" }]);
      }
      const page = await context.newPage();
      if (path !== undefined) await page.goto(path);
      return page;
    });
    for (const close of closers) await close();
    expect(errors, "uncaught errors in the pages").toEqual([]);
  },

  // Playwright reads what a fixture needs from this pattern; this one needs nothing.
  // oxlint-disable-next-line no-empty-pattern
  cohort: async ({}, provide) => {
    const cohort = await mintCohort("Vision, first term");
    await provide(cohort);
    await endTraining(cohort.instructor, cohort.id);
  },

  trained: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const cohort = await mintCohort("Vision, finished");
      const { id } = await startTraining(cohort.learner, cohort.id, { name: "First try", epochs: 4 });
      const run = await untilState(cohort.learner, id, ["finished"]);
      const exerciseId = await publishExercise(cohort, "read-confusion");
      const answers = { recall: { kind: "number" as const, text: "0.8" } };
      const { submit } = cohort.learner.api.submission;
      const { id: submissionId } = await submit.mutate({ exerciseId, runId: id, answers });
      await provide({ cohort, run, exerciseId, submissionId });
    },
    { scope: "worker", timeout: HUNG_MS },
  ],
});

export { expect };
