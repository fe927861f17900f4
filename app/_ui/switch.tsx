"use client";

import { Switch as BaseSwitch } from "@base-ui/react/switch";
import { cn } from "#app/_lib/cn.ts";
import type { WithClassName } from "./with-class-name.ts";

export function Switch({ className, ...props }: WithClassName<BaseSwitch.Root.Props>) {
  return (
    <BaseSwitch.Root
      {...props}
      className={cn(
        "relative inline-flex h-5 w-9 shrink-0 after:absolute after:-inset-x-1 after:-inset-y-3 after:content-[''] cursor-pointer items-center rounded-full border border-border-strong bg-muted p-px transition-colors data-checked:border-primary data-checked:bg-primary data-disabled:cursor-not-allowed data-disabled:opacity-50",
        className,
      )}
    >
      <BaseSwitch.Thumb className="size-4 rounded-full bg-border-strong transition-transform data-checked:translate-x-4 data-checked:bg-primary-foreground" />
    </BaseSwitch.Root>
  );
}
