"use client";

import { Separator as BaseSeparator } from "@base-ui/react/separator";
import { cn } from "#app/_lib/cn.ts";
import type { WithClassName } from "./with-class-name.ts";

export function Separator({ className, ...props }: WithClassName<BaseSeparator.Props>) {
  return (
    <BaseSeparator
      {...props}
      className={cn(
        "shrink-0 bg-border data-[orientation=horizontal]:h-px data-[orientation=horizontal]:w-full data-[orientation=vertical]:w-px data-[orientation=vertical]:self-stretch",
        className,
      )}
    />
  );
}
