"use client";

import { Bell } from "lucide-react";
import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "#app/_ui/button-variants.ts";
import { createLazyParts } from "#app/_ui/lazy-parts.ts";
import { createReach, LazyTrigger } from "#app/_ui/lazy-trigger.tsx";
import { useUnread } from "./use-unread.ts";

const lazy = createLazyParts(() => import("./notice-popover.tsx"));

const SHOWN = 99;

/** Says how many notices are unread. Their list comes when somebody reaches for it. */
export function NoticeBell() {
  const unread = useUnread();
  const parts = lazy.useParts();
  const [reach] = useState(createReach);
  const trigger = {
    className: cn(buttonVariants({ variant: "ghost", size: "icon" }), "relative"),
    "aria-label": unread === 0 ? "Notices" : `Notices, ${unread > SHOWN ? "99 or more" : unread} unread`,
    children: (
      <>
        <Bell aria-hidden />
        {unread > 0 && (
          <span
            aria-hidden
            className="num absolute top-0.5 left-1/2 min-w-4 rounded-full bg-destructive px-1 text-center text-[0.625rem] leading-4 font-semibold text-destructive-foreground"
          >
            {unread > SHOWN ? "99+" : unread}
          </span>
        )}
      </>
    ),
  };
  if (parts !== null) return <parts.NoticePopover reach={reach} trigger={trigger} />;
  return <LazyTrigger reach={reach} onReach={lazy.load} aria-haspopup="dialog" {...trigger} />;
}
