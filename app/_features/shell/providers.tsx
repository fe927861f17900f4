"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { createApiClient } from "#app/_lib/api-client.ts";
import { createQueryClient } from "#app/_lib/query-client.ts";
import { TRPCProvider } from "#app/_lib/trpc.ts";
import { useReadAgain } from "#app/_lib/use-read-again.ts";
import { Toaster } from "#app/_ui/toaster.tsx";
import { TooltipProvider } from "#app/_ui/tooltip.tsx";

type ProvidersProps = {
  /** Without it the browser refuses the script that sets the theme before anything is drawn. */
  nonce?: string;
  children: ReactNode;
};

export function Providers({ nonce, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(() => createApiClient());
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
