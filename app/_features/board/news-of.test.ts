import { expect, test } from "vitest";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { RunSummary } from "#server/contract/run.ts";
import { newsOf } from "./news-of.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();

function run(id: string, values: Partial<RunSummary>): RunSummary {
  const person = { id: `of ${id}`, name: "A learner" };
  const facts = { id, name: `Net ${id}`, startedBy: person, target: numberedClasses(10), score: null };
  return { ...facts, createdAt: at(0), startedAt: null, finishedAt: null, ...values } as RunSummary;
}

test("what happened last comes first, and nobody's failure is on the wall", () => {
  const news = newsOf([
    run("a", { state: "finished", score: 0.9125, startedAt: at(1), finishedAt: at(5) }),
    run("b", { state: "running", startedAt: at(7) }),
    run("c", { state: "failed", finishedAt: at(9) }),
    run("d", { state: "cancelled", finishedAt: at(9) }),
    run("e", { state: "queued", createdAt: at(6) }),
  ]);
  expect(news.map(({ text }) => text)).toEqual([
    "trains Net b",
    "queued Net e",
    "reached 91.25\u00a0% with Net a",
  ]);
});
