"use client";

import { CircleCheck, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useConnectionState } from "#app/_lib/use-connection.ts";
import { useIsDatabaseAway } from "#app/_lib/database-state.ts";
import { Spinner } from "#app/_ui/spinner.tsx";

/** A server that starts again is away for less: not worth a word. */
const PATIENCE_MS = 1500;
/** A notice that is gone before it is read frightens. */
const READING_MS = 2500;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

type Notice = { kind: "database" | "offline" | "connection" | "back"; text: string };

/**
 * Floats over the page, so that nothing moves when the connection or the database goes and comes back. While one of them is
 * away, what is live on the page looks old: see `data-link` in globals.css.
 */
export function ConnectionBanner() {
  const notice = useNotice();
  const { state } = useConnectionState();
  const isOld = notice !== null && notice.kind !== "back";
  // Live only once it is: what is lost for a moment alone is not told.
  const link = isOld ? "lost" : state === "idle" || state === "connecting" ? state : "live";
  useEffect(() => {
    document.documentElement.dataset.link = link;
  }, [link]);
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-4 z-60 flex justify-center px-4">
      {notice !== null && (
        <p className="num flex items-center gap-2 rounded-2xl border border-border bg-popover px-4 py-2 text-sm text-balance text-popover-foreground shadow-floating [&>svg]:size-4 [&>svg]:shrink-0">
          {notice.kind === "offline" ? (
            <WifiOff aria-hidden className="text-warning-text" />
          ) : notice.kind === "back" ? (
            <CircleCheck aria-hidden className="text-success-text" />
          ) : (
            <Spinner className="text-warning-text" />
          )}
          {notice.text}
        </p>
      )}
    </output>
  );
}

function useNotice(): Notice | null {
  const connection = useConnectionState();
  const isAway = useIsDatabaseAway();
  const reason = connection.state === "lost" ? connection.reason : null;
  const since = connection.state === "lost" ? clock.format(connection.since) : "";
  const trouble = isAway ? "database" : reason;
  const [shown, setShown] = useState<Notice | null>(null);

  useEffect(() => {
    const next = trouble === null ? null : noticeOf(trouble, since);
    // What goes as it came is told once more, and then nothing.
    const isGoing = next === null && shown !== null;
    const isTold = isGoing && shown.kind !== "back" && shown.kind !== "database";
    const delayMs =
      trouble === "closed" && shown === null ? PATIENCE_MS : isGoing && !isTold ? READING_MS : 0;
    const change = isTold ? BACK : next;
    if (change?.text === shown?.text) return;
    const timer = window.setTimeout(() => setShown(change), delayMs);
    return () => window.clearTimeout(timer);
  }, [trouble, since, shown]);

  return shown;
}

const BACK: Notice = { kind: "back", text: "Connected again. What you missed is being read." };

function noticeOf(trouble: "database" | "offline" | "silent" | "closed", since: string): Notice {
  switch (trouble) {
    case "database":
      return {
        kind: "database",
        text: "The server's database is away for a moment. Your work is kept here; trying again.",
      };
    case "offline":
      return {
        kind: "offline",
        text: `Connection lost: this device is offline. What you see is from ${since}.`,
      };
    case "silent":
    case "closed":
      return { kind: "connection", text: `Connection lost. What you see is from ${since}; trying again.` };
  }
}
