"use client";

import { Popover } from "@base-ui/react/popover";
import { useState, type ReactNode } from "react";
import { useReached, type Reach } from "#app/_ui/lazy-trigger.tsx";
import { NoticeList } from "./notice-list.tsx";

type NoticePopoverProps = {
  reach: Reach;
  trigger: { className: string; "aria-label": string; children: ReactNode };
};

export function NoticePopover({ reach, trigger }: NoticePopoverProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger {...trigger} ref={useReached(reach)} />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Popover.Popup className="flex max-h-[min(34rem,var(--available-height))] w-[min(24rem,calc(100vw-1rem))] flex-col overflow-hidden rounded-lg border border-border bg-popover text-sm text-popover-foreground shadow-floating outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <NoticeList
              title={<Popover.Title className="font-semibold">Notices</Popover.Title>}
              onLeave={() => setIsOpen(false)}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
