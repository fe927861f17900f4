import {
  createTRPCClient,
  type getFetch,
  httpBatchLink,
  httpLink,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";
import { isGraphProcedure } from "#server/contract/graph-procedures.ts";
import { creatingLink } from "./creating-link.ts";
import { noticeOutage } from "./notice-outage.ts";
import { fetchAndHear } from "./server-clock.ts";

type ApiClientOptions = {
  url?: string;
  fetch?: ReturnType<typeof getFetch>;
  /** How long to wait after the given attempt. */
  delayMs?: (attempt: number) => number;
};

/** The API as pages ask it. */
export function createApiClient({ url = "/api/trpc", delayMs, ...way }: ApiClientOptions = {}) {
  const to = { url, fetch: fetchAndHear, ...way };
  const sending = splitLink<AppRouter>({
    condition: ({ path }) => isGraphProcedure(path),
    true: httpLink(to),
    false: httpBatchLink({ ...to, maxItems: 20 }),
  });
  const client: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
    links: [creatingLink({ delayMs }), noticeOutage, sending],
  });
  return client;
}
