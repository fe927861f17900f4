import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { emptyGraph } from "#models/graph/empty-graph.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { createSaveDesign } from "./save-design.ts";

function refused(appCode: string, httpStatus: number) {
  const data = { appCode, code: appCode, httpStatus, retryAfterSeconds: null };
  return TRPCClientError.from({ error: { message: "Words", code: -32_004, data } } as never);
}

type Weather = "fine" | "away" | "answer lost";

/** A server that holds one design, and may be away or lose its answer after it has saved. */
function world(weather: Weather[]) {
  const server = { name: "One", graph: emptyGraph(), isShared: false, revision: 1 };
  const details = () => structuredClone(server) as DesignDetails;
  const told: number[] = [];
  const save = createSaveDesign({
    async save(content, revision) {
      const now = weather.shift() ?? "fine";
      if (now === "away") throw refused("UNAVAILABLE", 503);
      if (revision !== server.revision) throw refused("CONFLICT", 409);
      Object.assign(server, content, { revision: revision + 1 });
      if (now === "answer lost") throw refused("UNAVAILABLE", 503);
      return details();
    },
    read: async () => details(),
    onSaved: ({ revision }) => told.push(revision),
  });
  return { server, save, told };
}

test("a save whose answer was lost is no change of somebody else's, whatever was changed since", async () => {
  const { server, save, told } = world(["answer lost", "away", "fine", "fine"]);
  expect(await save({ name: "Two" }, 1)).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
  expect(await save({ name: "Three" }, 1)).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
  expect(await save({ name: "Three" }, 1)).toMatchObject({ ok: true, saved: { name: "Three", revision: 3 } });
  expect(server.name).toBe("Three");
  expect(told).toEqual([3]);
});

test("what another tab has saved meanwhile stays a conflict", async () => {
  const { server, save } = world(["away", "fine"]);
  await save({ name: "Mine" }, 1);
  Object.assign(server, { name: "Theirs", revision: 2 });
  expect(await save({ name: "Mine" }, 1)).toEqual({ ok: false, failure: { kind: "conflict" } });
  expect(server.name).toBe("Theirs");
});
