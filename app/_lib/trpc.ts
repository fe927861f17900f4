import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/api/root.ts";

/** `const trpc = useTRPC(); useQuery(trpc.run.get.queryOptions({ runId }))`. Mutations: `trpc.run.start.mutationOptions()`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
