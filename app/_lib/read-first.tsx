import { dehydrate, QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";
import type { AppRouter } from "#server/api/root.ts";
import { asSent } from "./as-sent.ts";
import { FirstContent } from "./first-content.tsx";
import { currentReading } from "./reading.ts";

/** A page that has to wait for longer is sent without, and asks by itself. */
const PATIENCE_MS = 1_000;

/** For an infinite query: which page comes next is asked in the browser. */
export const FIRST_PAGE = { getNextPageParam: () => undefined };

type Trpc = TRPCOptionsProxy<AppRouter>;
/** What was read: `client.getQueryData(trpc.run.get.queryKey(...))`. */
type Known = { trpc: Trpc; client: QueryClient };

type ReadFirstProps = {
  /** Starts what the page's first look needs: `(trpc, client) => [client.prefetchQuery(trpc.run.get.queryOptions(...))]`. */
  read: (trpc: Trpc, client: QueryClient) => Promise<void>[];
  /** Or a function of it, where the server draws something of what was read itself; null where nothing was. */
  children: ReactNode | ((known: Known | null) => ReactNode);
};

/**
 * Reads on the server, in the name of who asks for the page, what its queries would ask for first: they find it there, in
 * the server's rendering and in the browser. What is refused or takes too long is left to them.
 */
export async function ReadFirst({ read, children }: ReadFirstProps) {
  const reading = currentReading();
  const drawn = (known: Known | null) => (typeof children === "function" ? children(known) : children);
  if (reading === null || reading.session === null) return drawn(null);
  const { router, ctx } = reading;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const trpc = createTRPCOptionsProxy<AppRouter>({ router, ctx, queryClient: client });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([Promise.all(read(trpc, client)), patience]);
  clearTimeout(timer);
  return <FirstContent state={asSent(dehydrate(client))}>{drawn({ trpc, client })}</FirstContent>;
}
