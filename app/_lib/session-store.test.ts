import { expect, test } from "vitest";
import type { Session } from "#server/contract/session.ts";
import { createSessionStore } from "./session-store.ts";

const ANN: Session = { user: { id: "ann", name: "Ann", email: "ann@strata.test", image: null } };

test("parts of a page that come alive late begin with who it was rendered for", async () => {
  const store = createSessionStore(ANN, () => Promise.resolve(Response.json(null)));
  await store.refetch();
  expect(store.read()).toMatchObject({ data: null, isPending: false });
  expect(store.readFirst()).toMatchObject({ data: ANN, isPending: false });
});

test("where the server could not tell, nobody is sent away before it has", () => {
  const store = createSessionStore(undefined, () => Promise.reject(new Error("away")));
  expect(store.read()).toEqual({ data: null, isPending: true, error: null });
});
