import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeGraph } from "../graph/analyze.ts";
import { EUROSAT } from "../datasets/eurosat.ts";
import { availabilityOf, type ExerciseTerms } from "./availability.ts";
import { exerciseContent, exerciseFile } from "./exercise.ts";
import { pointsOf } from "./points-of.ts";
import { DAY_MS, HOUR_MS } from "./days.ts";
import { acceptedUntil, latePercent } from "./late-rule.ts";
import { NO_RULES } from "./no-rules.ts";
import { ruleProblems } from "./rules.ts";
import { submissionsLeft } from "./submission-limits.ts";
import { EXERCISE_TEMPLATES } from "./templates.ts";
import { formatZoned, instantOf, localOf, offsetMinutes } from "./zoned-time.ts";
import { chainGraph } from "../graph/chain.ts";

const at = (iso: string) => Date.parse(iso);
const DUE = at("2026-03-28T22:59:00Z");

describe("when something can be handed in", () => {
  const terms: ExerciseTerms = {
    isPublished: true,
    opensMs: DUE - 7 * DAY_MS,
    dueMs: DUE,
    late: { kind: "none" },
  };
  test.each([
    ["before it opens", {}, DUE - 8 * DAY_MS, "waiting"],
    ["as it opens", {}, DUE - 7 * DAY_MS, "open"],
    ["at the deadline itself", {}, DUE, "open"],
    ["a millisecond late", {}, DUE + 1, "closed"],
    ["late, with a cut-off", { late: { kind: "cutoff", hours: 2 } }, DUE + 2 * HOUR_MS, "late"],
    ["after the cut-off", { late: { kind: "cutoff", hours: 2 } }, DUE + 2 * HOUR_MS + 1, "closed"],
    ["late, with a percentage", { late: { kind: "percent", percentADay: 40 } }, DUE + 2 * DAY_MS, "late"],
    [
      "when nothing would be left",
      { late: { kind: "percent", percentADay: 40 } },
      DUE + 2 * DAY_MS + 1,
      "closed",
    ],
    ["without a deadline", { dueMs: null }, DUE + 900 * DAY_MS, "open"],
    ["as a draft", { isPublished: false }, DUE, "draft"],
  ] as const)("%s: %j", (_, change, nowMs, state) => {
    expect(availabilityOf({ ...terms, ...change }, nowMs).state).toBe(state);
  });

  test("an extension moves one learner's deadline, never to an earlier one", () => {
    expect(availabilityOf(terms, DUE + HOUR_MS, DUE + DAY_MS).state).toBe("open");
    expect(availabilityOf(terms, DUE, DUE - DAY_MS)).toEqual({ state: "open", closesMs: DUE });
    const late = { kind: "cutoff", hours: 1 } as const;
    expect(availabilityOf({ ...terms, late }, DUE, DUE + DAY_MS).closesMs).toBe(DUE + DAY_MS + HOUR_MS);
  });
});

test("each day that has begun costs its percentage, and never more than all", () => {
  const rule = { kind: "percent", percentADay: 30 } as const;
  const lost = (lateMs: number) => latePercent(rule, DUE, DUE + lateMs);
  expect([0, 1, DAY_MS, DAY_MS + 1, 3 * DAY_MS + 1, 90 * DAY_MS].map(lost)).toEqual([
    0, 30, 30, 60, 100, 100,
  ]);
  expect(latePercent({ kind: "cutoff", hours: 5 }, DUE, DUE + HOUR_MS)).toBe(0);
  expect(latePercent(rule, null, DUE + DAY_MS)).toBe(0);
});

test("what is taken late is worth something, and one millisecond later it is not taken", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (percentADay) => {
      const rule = { kind: "percent", percentADay } as const;
      const last = acceptedUntil(rule, DUE);
      expect(latePercent(rule, DUE, last)).toBeLessThan(100);
      expect(latePercent(rule, DUE, last + 1)).toBe(100);
    }),
  );
});

describe("how many submissions are left", () => {
  const now = DUE;
  test.each([
    [{ total: null, perDay: null }, [now], { now: null, total: null, nextMs: null }],
    [{ total: 2, perDay: null }, [now - 9 * DAY_MS], { now: 1, total: 1, nextMs: null }],
    [{ total: 2, perDay: 1 }, [now - HOUR_MS], { now: 0, total: 1, nextMs: now + 23 * HOUR_MS }],
    [{ total: 1, perDay: 1 }, [now - HOUR_MS], { now: 0, total: 0, nextMs: null }],
    [{ total: null, perDay: 2 }, [now - DAY_MS, now - 1], { now: 1, total: null, nextMs: null }],
  ] as const)("%j after %j", (limits, taken, left) => {
    expect(submissionsLeft(limits, taken, now)).toEqual(left);
  });

  test("never lets more than the day's in within any 24 hours, nor more than all", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 10 * HOUR_MS }), { maxLength: 60 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        (steps, total, perDay) => {
          const taken: number[] = [];
          let time = DUE;
          for (const step of steps) {
            time += step;
            const left = submissionsLeft({ total, perDay }, taken, time);
            // Until the moment that is told nothing is taken; then something is.
            const told = left.nextMs === null ? [] : [left.nextMs - 1, left.nextMs];
            const isFull = told.map((moment) => submissionsLeft({ total, perDay }, taken, moment).now === 0);
            expect(isFull).toEqual(left.nextMs === null ? [] : [true, false]);
            if (left.now !== 0) taken.push(time);
          }
          expect(taken.length).toBeLessThanOrEqual(total);
          for (const first of taken) {
            const within = taken.filter((each) => each >= first && each < first + DAY_MS);
            expect(within.length).toBeLessThanOrEqual(perDay);
          }
        },
      ),
    );
  });
});

describe("times where people live", () => {
  test.each([
    // Clocks go forward in the night to 29 March 2026, back in that to 25 October; in New York on 8 March.
    ["2026-03-28T22:59:00Z", "Europe/Berlin", "Sat 28 Mar 2026, 23:59 (UTC+1)"],
    ["2026-03-29T00:59:00Z", "Europe/Berlin", "Sun 29 Mar 2026, 01:59 (UTC+1)"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "Sun 29 Mar 2026, 03:00 (UTC+2)"],
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "Sun 25 Oct 2026, 02:30 (UTC+2)"],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", "Sun 25 Oct 2026, 02:30 (UTC+1)"],
    ["2026-03-08T07:00:00Z", "America/New_York", "Sun 8 Mar 2026, 03:00 (UTC-4)"],
    ["2026-01-01T00:00:00Z", "America/St_Johns", "Wed 31 Dec 2025, 20:30 (UTC-3:30)"],
    ["2026-01-01T00:00:00Z", "UTC", "Thu 1 Jan 2026, 00:00 (UTC)"],
  ])("%s in %s", (iso, timeZone, text) => {
    expect(formatZoned(at(iso), timeZone)).toBe(text);
  });

  test.each([
    ["2026-03-28T23:59", "Europe/Berlin", "2026-03-28T22:59:00Z"],
    ["2026-03-29T23:59", "Europe/Berlin", "2026-03-29T21:59:00Z"],
    // No clock shows 02:30 in that night.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00Z"],
    // In this one it comes twice.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"],
    ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00Z"],
  ])("%s in %s is %s", (local, timeZone, iso) => {
    expect(instantOf(local, timeZone)).toBe(at(iso));
  });

  test.each(["", "2026-02-30T10:00", "2026-03-28", "2026-03-28T24:00", "tomorrow"])(
    "%j is no time",
    (text) => {
      expect(instantOf(text, "Europe/Berlin")).toBeNull();
    },
  );

  test("what is shown in a field is the moment that it came from, but in the hour that comes twice", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kathmandu",
      "Pacific/Apia",
      "Australia/Lord_Howe",
    ];
    const minute = fc.integer({
      min: at("2026-01-01T00:00:00Z") / 60_000,
      max: at("2027-01-01T00:00:00Z") / 60_000,
    });
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (minutes, zone) => {
        const moment = minutes * 60_000;
        const back = instantOf(localOf(moment, zone), zone) ?? Number.NaN;
        const isSecondTime = offsetMinutes(moment - HOUR_MS, zone) > offsetMinutes(moment, zone);
        expect(back === moment || (isSecondTime && back < moment)).toBe(true);
      }),
    );
  });
});

describe("rules", () => {
  const graph = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }]);
  const work = { graph, params: 1200, epochs: 12, trainingSeconds: 61.2, startedFrom: null };
  test("say what is allowed and what came", () => {
    expect(ruleProblems(NO_RULES, work)).toEqual([]);
    expect(
      ruleProblems({ layers: ["Dense"], maxParams: 1000, maxEpochs: 10, maxTrainingSeconds: 61 }, work),
    ).toEqual([
      "Only Dense are allowed here; this network has Flatten.",
      "At most 1,000 parameters are allowed; this network has 1,200.",
      "At most 10 epochs are allowed; this run asks for 12.",
      "At most 61 s of training are allowed; this run took 62 s.",
    ]);
  });
  test.each([{ maxEpochs: 12 }, { maxTrainingSeconds: 62 }])("with %o need fresh weights", (limit) => {
    const carried = { ...work, startedFrom: { source: "long.keras", layers: 2, of: 3 } };
    expect(ruleProblems({ ...NO_RULES, maxParams: 1200 }, carried)).toEqual([]);
    expect(ruleProblems({ ...NO_RULES, ...limit }, work)).toEqual([]);
    expect(ruleProblems({ ...NO_RULES, ...limit }, carried)).toEqual([
      "How long is trained is limited here, so training starts from fresh weights; this run started from weights of long.keras: 2 of 3 layers.",
    ]);
  });
  test("do not judge what has not been trained", () => {
    const drawn = { ...work, epochs: null, trainingSeconds: null };
    expect(ruleProblems({ ...NO_RULES, maxEpochs: 1, maxTrainingSeconds: 1 }, drawn)).toEqual([]);
  });
});

describe("templates", () => {
  test.each(EXERCISE_TEMPLATES)(
    "$id goes into a file and comes back",
    ({ id: _id, summary: _summary, ...template }) => {
      const file = { format: "strata-exercise", version: 1, ...template } as const;
      expect(exerciseFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
      expect(pointsOf(template.content)).toBe(10);
    },
  );
  test("the broken network cannot be trained, and the others' can", () => {
    for (const { id, content } of EXERCISE_TEMPLATES) {
      if (content.start.kind === "empty") continue;
      expect(analyzeGraph(content.start.graph, EUROSAT).isTrainable).toBe(id !== "fix-network");
    }
  });
});

test.each([
  "data:image/svg+xml;base64,PHN2Zz4=",
  "data:text/html;base64,PHN2Zz4=",
  "https://elsewhere.example/track.png",
  "javascript:alert(1)",
])("%s is no picture of a text", (picture) => {
  const { content } = EXERCISE_TEMPLATES[0]!;
  expect(exerciseContent.safeParse({ ...content, pictures: { a: picture } }).success).toBe(false);
});
