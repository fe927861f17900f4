"use client";

import { Progress as BaseProgress } from "@base-ui/react/progress";
import { cn } from "#app/_lib/cn.ts";

type ProgressProps = {
  /** 0 to 1, null where it cannot be told. */
  value: number | null;
  "aria-label": string;
  /** Muted for what will not go on. */
  tone?: "primary" | "muted";
  className?: string;
};

export function Progress({ value, tone = "primary", className, ...props }: ProgressProps) {
  return (
    <BaseProgress.Root
      {...props}
      value={value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10}
      className={cn("w-full", className)}
    >
      <BaseProgress.Track className="h-1.5 overflow-hidden rounded-full bg-border">
        <BaseProgress.Indicator
          className={cn(
            "h-full rounded-full transition-[width] duration-300 data-indeterminate:w-1/3 data-indeterminate:animate-pulse",
            tone === "primary" ? "bg-primary" : "bg-border-strong",
          )}
        />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
