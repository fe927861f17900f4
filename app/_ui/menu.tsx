"use client";

import type { Menu as BaseMenu } from "@base-ui/react/menu";
import { createContext, use, useEffect, useState, type ComponentProps, type ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { createLazyParts } from "./lazy-parts.ts";
import { createReach, LazyTrigger, useReached, type Reach } from "./lazy-trigger.tsx";
import { listItemClassName, listPopupClassName } from "./list-class-names.ts";
import type { WithClassName } from "./with-class-name.ts";

type Parts = typeof BaseMenu;

const lazy = createLazyParts<Parts>(async () => (await import("@base-ui/react/menu")).Menu);
const ReachContext = createContext<Reach>(createReach());

/** Inside an open menu its parts are there. */
function useOpened(): Parts {
  const parts = lazy.useParts();
  if (parts === null) throw new Error("A menu's items go into its MenuContent");
  return parts;
}

/** Its code comes when somebody reaches for a menu's trigger, for all menus of the page at once. */
export function Menu({
  children,
  ...props
}: Omit<BaseMenu.Root.Props, "children"> & { children: ReactNode }) {
  const parts = lazy.useParts();
  const [reach] = useState(createReach);
  const isOpen = props.open === true;
  useEffect(() => {
    if (isOpen) lazy.load();
  }, [isOpen]);
  return (
    <ReachContext value={reach}>
      {parts === null ? children : <parts.Root {...props}>{children}</parts.Root>}
    </ReachContext>
  );
}

type MenuTriggerProps = ComponentProps<"button">;

export function MenuTrigger(props: MenuTriggerProps) {
  const parts = lazy.useParts();
  const reach = use(ReachContext);
  if (parts !== null) return <ReachedTrigger {...props} parts={parts} reach={reach} />;
  return <LazyTrigger {...props} reach={reach} onReach={lazy.load} aria-haspopup="menu" />;
}

type ReachedTriggerProps = MenuTriggerProps & { parts: Parts; reach: Reach };

function ReachedTrigger({ parts, reach, ...props }: ReachedTriggerProps) {
  return <parts.Trigger {...props} ref={useReached(reach)} />;
}

export function MenuGroup({ children }: { children: ReactNode }) {
  const parts = useOpened();
  return <parts.Group>{children}</parts.Group>;
}

type MenuContentProps = {
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  className?: string;
  children: ReactNode;
};

export function MenuContent({ align = "start", side = "bottom", className, children }: MenuContentProps) {
  const parts = lazy.useParts();
  if (parts === null) return null;
  return (
    <parts.Portal>
      <parts.Positioner
        align={align}
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 outline-none"
      >
        <parts.Popup
          className={cn(listPopupClassName, "max-h-[var(--available-height)] overflow-y-auto", className)}
        >
          {children}
        </parts.Popup>
      </parts.Positioner>
    </parts.Portal>
  );
}

type MenuItemProps = WithClassName<BaseMenu.Item.Props> & { tone?: "neutral" | "destructive" };

export function MenuItem({ className, tone = "neutral", ...props }: MenuItemProps) {
  const parts = useOpened();
  return (
    <parts.Item
      {...props}
      className={cn(
        listItemClassName,
        tone === "destructive" &&
          "text-destructive-text data-highlighted:bg-destructive-soft data-highlighted:text-destructive-text [&_svg]:text-current",
        className,
      )}
    />
  );
}

/** An item that goes to another page: pass `render={<Link href=... />}`. */
export function MenuLinkItem({ className, ...props }: WithClassName<BaseMenu.LinkItem.Props>) {
  const parts = useOpened();
  return <parts.LinkItem closeOnClick {...props} className={cn(listItemClassName, className)} />;
}

/** Inside a MenuGroup. */
export function MenuLabel({ className, ...props }: WithClassName<BaseMenu.GroupLabel.Props>) {
  const parts = useOpened();
  return (
    <parts.GroupLabel
      {...props}
      className={cn("px-2 py-1.5 text-xs font-medium text-muted-foreground", className)}
    />
  );
}

export function MenuSeparator() {
  const parts = useOpened();
  return <parts.Separator className="-mx-1 my-1 h-px bg-border" />;
}
