"use client";

import { Ellipsis, Eye, EyeOff, PencilLine, Tag, Trash2 } from "lucide-react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { cn } from "#app/_lib/cn.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import type { ListedRun } from "#server/contract/run-list.ts";

export type RunRowAction = "rename" | "tags" | "hide" | "delete";

type RunRowMenuProps = { run: ListedRun; canManage: boolean; onAct: (action: RunRowAction) => void };

export function RunRowMenu({ run, canManage, onAct }: RunRowMenuProps) {
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Actions for ${run.name}`}
        className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "max-md:size-11")}
      >
        <Ellipsis aria-hidden />
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onClick={() => onAct("tags")}>
          <Tag aria-hidden />
          Tags…
        </MenuItem>
        <MenuItem onClick={() => onAct("hide")}>
          {run.isHidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          {run.isHidden ? "Show again" : "Hide from your list"}
        </MenuItem>
        {canManage && (
          <>
            <MenuItem onClick={() => onAct("rename")}>
              <PencilLine aria-hidden />
              Rename
            </MenuItem>
            <MenuSeparator />
            <MenuItem tone="destructive" disabled={!isEnded(run.state)} onClick={() => onAct("delete")}>
              <Trash2 aria-hidden />
              Delete
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  );
}
