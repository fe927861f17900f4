import { dehydrate, hydrate, QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asReadNow } from "./as-read-now.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function sentByServer() {
  const server = new QueryClient();
  server.setQueryData(["board"], "nobody", { updatedAt: Date.now() - 5 * 3_600_000 });
  return dehydrate(server);
}

test("what the server read is fresh when it comes, whatever the server's clock says", () => {
  const browser = new QueryClient();
  hydrate(browser, asReadNow(sentByServer()));
  expect(browser.getQueryState(["board"])?.dataUpdatedAt).toBe(Date.now());
});

test("who goes back to a page does not see what it came with over what was read since", () => {
  const state = sentByServer();
  const browser = new QueryClient();
  hydrate(browser, asReadNow(state));
  vi.advanceTimersByTime(1_000);
  browser.setQueryData(["board"], "two learners");
  vi.advanceTimersByTime(1_000);
  hydrate(browser, asReadNow(state));
  expect(browser.getQueryData(["board"])).toBe("two learners");
});
