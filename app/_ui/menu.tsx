"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import type { WithClassName } from "./with-class-name.ts";

export const Menu = BaseMenu.Root;
export const MenuTrigger = BaseMenu.Trigger;
export const MenuGroup = BaseMenu.Group;

export const listPopupClassName =
  "min-w-44 rounded-lg border border-border bg-popover p-1 text-sm text-popover-foreground shadow-floating outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";
export const listItemClassName =
  "flex min-h-8 w-full max-md:min-h-11 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-left outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-accent data-highlighted:text-accent-foreground [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";

type MenuContentProps = {
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  className?: string;
  children: ReactNode;
};

export function MenuContent({ align = "start", side = "bottom", className, children }: MenuContentProps) {
  return (
    <BaseMenu.Portal>
      <BaseMenu.Positioner
        align={align}
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 outline-none"
      >
        <BaseMenu.Popup
          className={cn(listPopupClassName, "max-h-[var(--available-height)] overflow-y-auto", className)}
        >
          {children}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  );
}

type MenuItemProps = WithClassName<BaseMenu.Item.Props> & { tone?: "neutral" | "destructive" };

export function MenuItem({ className, tone = "neutral", ...props }: MenuItemProps) {
  return (
    <BaseMenu.Item
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
  return <BaseMenu.LinkItem closeOnClick {...props} className={cn(listItemClassName, className)} />;
}

/** Inside a MenuGroup. */
export function MenuLabel({ className, ...props }: WithClassName<BaseMenu.GroupLabel.Props>) {
  return (
    <BaseMenu.GroupLabel
      {...props}
      className={cn("px-2 py-1.5 text-xs font-medium text-muted-foreground", className)}
    />
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="-mx-1 my-1 h-px bg-border" />;
}
