import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

test("what trains comes first, then the queue from its head; what has ended is left out", () => {
  const at = (minute: number) => `2026-03-01T10:0${minute}:00.000Z`;
  const runs = [
    { id: "third", state: "queued", createdAt: at(5) },
    { id: "second", state: "queued", createdAt: at(4) },
    { id: "ended", state: "finished", createdAt: at(1) },
    { id: "failed", state: "failed", createdAt: at(0) },
    { id: "first", state: "running", createdAt: at(3) },
  ] as const;
  expect(inTurn(runs).map((run) => run.id)).toEqual(["first", "second", "third"]);
});
