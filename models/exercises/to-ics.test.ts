import { expect, test } from "vitest";
import { toIcs } from "./to-ics.ts";

const due = {
  uid: "exercise-1@strata",
  title: "Beat 85 %; argue, well\\done",
  cohortName: "Vision",
  dueMs: Date.UTC(2026, 11, 18, 22, 59),
  url: "https://lab.test/cohorts/1/exercises/1",
};

test("an event a deadline, in UTC, with marks escaped", () => {
  expect(toIcs("Strata", [due], Date.UTC(2026, 10, 1)).split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Strata//Exercises//EN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Strata",
    "BEGIN:VEVENT",
    "UID:exercise-1@strata",
    "DTSTAMP:20261101T000000Z",
    "DTSTART:20261218T225900Z",
    "DTEND:20261218T225900Z",
    "SUMMARY:Due: Beat 85 %\\; argue\\, well\\\\done",
    "DESCRIPTION:Vision",
    "URL:https://lab.test/cohorts/1/exercises/1",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("long lines are folded at 75 bytes without cutting a character, and unfold to what they were", () => {
  const title = "Übung für alle ".repeat(12);
  const text = toIcs("Strata", [{ ...due, title }], 0);
  const sizes = text.split("\r\n").map((line) => new TextEncoder().encode(line).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain(`SUMMARY:Due: ${title}`);
});

test("no line can be made up by a title", () => {
  const text = toIcs("Strata", [{ ...due, title: "One\r\nEND:VCALENDAR" }], 0);
  expect(text.split("\r\n").filter((line) => line === "END:VCALENDAR")).toHaveLength(1);
});
