"use client";

import type { ReactNode } from "react";
import { useConnection } from "#app/_lib/use-connection.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { TopBar } from "./top-bar.tsx";

/** Around every page. A page fills `main`; one that wants margins puts itself into a PageContainer. */
export function AppShell({ children }: { children: ReactNode }) {
  useConnection();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-4 py-2 text-sm font-medium text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <TopBar />
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </main>
      <ConnectionBanner />
    </div>
  );
}
