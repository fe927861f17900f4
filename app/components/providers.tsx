"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import type { AppRouter } from "#server/api/root.ts";
import { isGraphProcedure } from "#server/contract/graph-inputs.ts";
import { noticeOutage } from "#app/lib/notice-outage.ts";
import { createQueryClient } from "#app/lib/query-client.ts";
import { TRPCProvider } from "#app/lib/trpc.ts";
import { useReadAgain } from "#app/lib/use-read-again.ts";
import { Toaster } from "./ui/toaster.tsx";
import { TooltipProvider } from "./ui/tooltip.tsx";

const url = "/api/trpc";

function createClient() {
  const link = splitLink<AppRouter>({
    condition: ({ path }) => isGraphProcedure(path),
    true: httpLink({ url }),
    false: httpBatchLink({ url, maxItems: 20 }),
  });
  return createTRPCClient<AppRouter>({ links: [noticeOutage, link] });
}

type ProvidersProps = {
  /** Without it the browser refuses the script that sets the theme before anything is drawn. */
  nonce?: string;
  children: ReactNode;
};

export function Providers({ nonce, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(createClient);
  useReadAgain(queryClient);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce === undefined ? {} : { nonce })}
    >
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
          <CSPProvider disableStyleElements>
            <TooltipProvider delay={350}>
              {children}
              <Toaster />
            </TooltipProvider>
          </CSPProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
