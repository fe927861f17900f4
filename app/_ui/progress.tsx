"use client";

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
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <div
      {...props}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a `progress` cannot be drawn alike in all browsers
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent, "aria-valuetext": `${percent}%` })}
      className={cn("h-1.5 w-full overflow-hidden rounded-full bg-border", className)}
    >
      <div
        style={percent === null ? {} : { width: `${percent}%` }}
        className={cn(
          "h-full rounded-full transition-[width] duration-300",
          percent === null && "w-1/3 animate-pulse",
          tone === "primary" ? "bg-primary" : "bg-border-strong",
        )}
      />
    </div>
  );
}
