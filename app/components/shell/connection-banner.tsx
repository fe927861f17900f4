"use client";

import { useEffect, useState } from "react";
import { useConnectionState } from "#app/lib/use-connection.ts";
import { Spinner } from "#app/components/ui/spinner.tsx";

const PATIENCE_MS = 1500;

/** Floats over the page, so that nothing moves when the connection goes and comes back. */
export function ConnectionBanner() {
  const isLost = useConnectionState() === "lost";
  const [isShown, setIsShown] = useState(false);

  useEffect(() => {
    const timer = window.setTimeout(() => setIsShown(isLost), isLost ? PATIENCE_MS : 0);
    return () => window.clearTimeout(timer);
  }, [isLost]);

  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center px-4">
      {isShown && (
        <p className="flex items-center gap-2 rounded-full border border-border bg-popover px-4 py-2 text-sm text-popover-foreground shadow-floating">
          <Spinner className="text-warning-text" />
          Connection lost. What you see may be old; trying again.
        </p>
      )}
    </output>
  );
}
