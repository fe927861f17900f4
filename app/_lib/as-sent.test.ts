import { dehydrate, hydrate, InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { asSent } from "./as-sent.ts";

const LIST = {
  queryKey: ["runs"],
  initialPageParam: undefined as string | undefined,
  getNextPageParam: () => undefined,
};

test("a list that came with the page is read again by the question that the browser would have asked", async () => {
  const server = new QueryClient();
  const at = new Date("2026-11-27T10:00:00Z");
  await server.prefetchInfiniteQuery({ ...LIST, queryFn: () => ({ items: [{ at }] }) });

  const browser = new QueryClient();
  hydrate(browser, asSent(dehydrate(server)));
  const asked: unknown[] = [];
  const observer = new InfiniteQueryObserver(browser, {
    ...LIST,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn({ pageParam }) {
      asked.push(pageParam);
      return { items: [] };
    },
  });
  const leave = observer.subscribe(() => undefined);
  expect(observer.getCurrentResult().data?.pages).toEqual([{ items: [{ at: at.toISOString() }] }]);
  await browser.invalidateQueries({ queryKey: ["runs"] });
  leave();
  expect(asked).toEqual([undefined]);
});
