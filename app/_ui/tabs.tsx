"use client";

import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import { cn } from "#app/_lib/cn.ts";
import type { WithClassName } from "./with-class-name.ts";

export const Tabs = BaseTabs.Root;

export function TabsList({ className, ...props }: WithClassName<BaseTabs.List.Props>) {
  return (
    <BaseTabs.List
      {...props}
      className={cn("inline-flex h-9 items-center gap-0.5 rounded-lg bg-muted p-0.5", className)}
    />
  );
}

export function TabsTab({ className, ...props }: WithClassName<BaseTabs.Tab.Props>) {
  return (
    <BaseTabs.Tab
      {...props}
      className={cn(
        "inline-flex h-8 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors select-none hover:text-foreground data-active:bg-card data-active:text-foreground data-active:shadow-raised",
        className,
      )}
    />
  );
}

export function TabsPanel({ className, ...props }: WithClassName<BaseTabs.Panel.Props>) {
  return <BaseTabs.Panel {...props} className={cn("outline-none", className)} />;
}
