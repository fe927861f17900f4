"use client";

import { useEffect, useState } from "react";
import { useConnectionState } from "#app/_lib/use-connection.ts";
import { useIsDatabaseAway } from "#app/_lib/database-state.ts";
import { Spinner } from "#app/_ui/spinner.tsx";

/** A connection that is lost for less is not worth a word. */
const PATIENCE_MS = 1500;
/** A notice that is gone before it is read frightens. */
const READING_MS = 2000;

const WORDS = {
  database: "The server's database is away for a moment. Your work is kept here; trying again.",
  connection: "Connection lost. What you see may be old; trying again.",
};

/** Floats over the page, so that nothing moves when the connection or the database goes and comes back. */
export function ConnectionBanner() {
  const isLost = useConnectionState() === "lost";
  const isAway = useIsDatabaseAway();
  const trouble = isAway ? "database" : isLost ? "connection" : null;
  const [shown, setShown] = useState<keyof typeof WORDS | null>(null);

  useEffect(() => {
    const isBeingRead = trouble === null && shown === "database";
    const delayMs = trouble === "connection" ? PATIENCE_MS : isBeingRead ? READING_MS : 0;
    const timer = window.setTimeout(() => setShown(trouble), delayMs);
    return () => window.clearTimeout(timer);
  }, [trouble, shown]);

  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center px-4">
      {shown !== null && (
        <p className="flex items-center gap-2 rounded-2xl border border-border bg-popover px-4 py-2 text-sm text-balance text-popover-foreground shadow-floating [&>svg]:shrink-0">
          <Spinner className="text-warning-text" />
          {WORDS[shown]}
        </p>
      )}
    </output>
  );
}
