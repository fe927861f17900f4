"use client";

import { Clock, CloudAlert, CloudCheck, CloudOff, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { cn } from "#app/_lib/cn.ts";
import type { Autosaver, AutosaveState } from "../autosave/autosaver.ts";

const LOOK: Record<AutosaveState["status"], { label: string; icon: ReactNode; isBad?: boolean }> = {
  saved: { label: "Saved", icon: <CloudCheck aria-hidden /> },
  waiting: { label: "Saving…", icon: <LoaderCircle aria-hidden /> },
  saving: { label: "Saving…", icon: <LoaderCircle aria-hidden className="animate-spin" /> },
  offline: { label: "Not saved yet – will retry", icon: <CloudOff aria-hidden />, isBad: true },
  later: { label: "Too many saves – will retry", icon: <Clock aria-hidden /> },
  conflict: { label: "Changed elsewhere", icon: <CloudAlert aria-hidden />, isBad: true },
  refused: { label: "Not saved", icon: <CloudAlert aria-hidden />, isBad: true },
};

export function SaveStatus({ autosaver }: { autosaver: Autosaver }) {
  const { status, message } = useStore(autosaver.state);
  const { label, icon, isBad } = LOOK[status];
  return (
    <output
      aria-label="Save state"
      title={message ?? undefined}
      className={cn(
        "flex min-w-20 shrink-0 items-center gap-1.5 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0",
        isBad === true ? "text-destructive-text" : "text-muted-foreground",
      )}
    >
      {icon}
      {status === "refused" && message !== null ? `Not saved: ${message}` : label}
    </output>
  );
}
