"use client";

import { Progress as BaseProgress } from "@base-ui/react/progress";
import { cn } from "#app/lib/cn.ts";

type ProgressProps = {
  /** 0 to 1, null where it cannot be told. */
  value: number | null;
  "aria-label": string;
  className?: string;
};

export function Progress({ value, className, ...props }: ProgressProps) {
  return (
    <BaseProgress.Root
      {...props}
      value={value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10}
      className={cn("w-full", className)}
    >
      <BaseProgress.Track className="h-1.5 overflow-hidden rounded-full bg-border">
        <BaseProgress.Indicator className="h-full rounded-full bg-primary transition-[width] duration-300 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
