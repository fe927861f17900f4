import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "./_features/shell/providers.tsx";
import { AppShell } from "./_features/shell/app-shell.tsx";
import { ReadFirst } from "./_lib/read-first.tsx";
import { currentReading } from "./_lib/reading.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Strata", template: "%s · Strata" },
  description:
    "A lab where a class builds convolutional networks, trains them together and compares what they learned.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9fafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1116" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Set for every answer by the server, docs/decisions/0007-nonces.md.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers
          session={currentReading()?.session}
          renderedAt={Date.now()}
          {...(nonce === undefined ? {} : { nonce })}
        >
          <ReadFirst
            read={(trpc, client) => [
              client.prefetchQuery(trpc.cohort.list.queryOptions()),
              client.prefetchQuery(trpc.notice.unread.queryOptions()),
            ]}
          >
            <AppShell>{children}</AppShell>
          </ReadFirst>
        </Providers>
      </body>
    </html>
  );
}
