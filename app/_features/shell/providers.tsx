"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import type { Session } from "#server/contract/session.ts";
import { createApiClient } from "#app/_lib/api-client.ts";
import { createQueryClient } from "#app/_lib/query-client.ts";
import { RenderedAt } from "#app/_lib/rendered-at.ts";
import { hearPageTime } from "#app/_lib/server-clock.ts";
import { SessionProvider } from "#app/_lib/session.tsx";
import { TRPCProvider } from "#app/_lib/trpc.ts";
import { useReadAgain } from "#app/_lib/use-read-again.ts";
import { Toaster } from "#app/_ui/toaster.tsx";

type ProvidersProps = {
  /** Who the page is rendered for, null for nobody; undefined where the server could not tell. */
  session: Session | null | undefined;
  /** When that was. */
  renderedAt: number;
  /** Without it the browser refuses the script that sets the theme before anything is drawn. */
  nonce?: string;
  children: ReactNode;
};

export function Providers({ session, renderedAt, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(() => createApiClient());
  // Before anything is drawn by it. A shell for nobody in particular may have been rendered long ago.
  useState(() => session != null && hearPageTime(renderedAt));
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
            <SessionProvider known={session}>
              <RenderedAt value={renderedAt}>
                {children}
                <Toaster />
              </RenderedAt>
            </SessionProvider>
          </CSPProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
