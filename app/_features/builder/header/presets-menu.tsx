"use client";

import { ChevronDown, LayoutTemplate } from "lucide-react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { createLazyParts } from "#app/_ui/lazy-parts.ts";
import { Menu, MenuContent, MenuTrigger } from "#app/_ui/menu.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useBuilder } from "../store/store-context.ts";

const lazyItems = createLazyParts(() => import("./preset-items.tsx"));

/** Known networks to begin from, which come when somebody reaches for them. */
export function PresetsMenu() {
  const parts = lazyItems.useParts();
  const askBackbone = useBuilder((state) => state.askBackbone);
  return (
    <span className="contents" onPointerEnter={lazyItems.load} onFocusCapture={lazyItems.load}>
      <Menu>
        <MenuTrigger
          className={cn(
            buttonVariants({ variant: "ghost", size: "sm" }),
            "gap-1.5 max-md:size-11 max-md:px-0",
          )}
        >
          <LayoutTemplate aria-hidden className="md:hidden" />
          <span className="max-md:sr-only">Presets</span>
          <ChevronDown aria-hidden className="max-md:hidden" />
        </MenuTrigger>
        <MenuContent align="end" className="w-80">
          {parts === null ? (
            <Skeleton className="h-96" />
          ) : (
            <parts.PresetItems onBackbone={() => askBackbone(null)} />
          )}
        </MenuContent>
      </Menu>
    </span>
  );
}
