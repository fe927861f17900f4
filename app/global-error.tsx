"use client";

import "./globals.css";
import { ErrorState } from "./_ui/error-state.tsx";

/** Where even the shell broke. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <ErrorState
          className="flex-1 justify-center"
          title="Strata could not be shown"
          error={new Error("Something went wrong in this browser. What you have saved is safe.")}
          onRetry={reset}
        />
      </body>
    </html>
  );
}
