"use client";

import { HardDrive } from "lucide-react";
import { formatMemory } from "#models/training/format-memory.ts";
import type { StorageInfo } from "#server/contract/storage.ts";
import { cn } from "#app/_lib/cn.ts";

export function StorageBar({ storage }: { storage: StorageInfo }) {
  const isFull = storage.state === "full";
  return (
    <aside
      aria-label="Disk space"
      className={cn(
        "flex shrink-0 items-start gap-2.5 border-b border-border px-4 py-2 text-sm sm:px-6",
        isFull ? "bg-destructive-soft text-destructive-text" : "bg-warning-soft text-warning-text",
      )}
    >
      <HardDrive aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0">
        <strong className="font-semibold">
          {isFull ? "The server's disk is full." : "The server's disk is nearly full."}
        </strong>{" "}
        {isFull && "Nothing is trained until there is room again; what you draw is still saved. "}
        {storage.disk !== null && <span className="num">{roomText(storage.disk)}</span>}
      </p>
    </aside>
  );
}

function roomText({
  freeBytes,
  totalBytes,
  reserveBytes,
  fullHosts,
}: NonNullable<StorageInfo["disk"]>): string {
  const where = fullHosts.length === 0 ? "" : `Full on ${fullHosts.join(", ")}. `;
  return `${where}${formatMemory(freeBytes)} of ${formatMemory(totalBytes)} are free here, and ${formatMemory(reserveBytes)} are to stay free for the database. Delete runs that nobody needs any more, or ask whoever keeps the server for room.`;
}
