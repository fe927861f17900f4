"use client";

import { Import } from "lucide-react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import type { DatasetList } from "#server/contract/dataset.ts";
import { useDecide } from "./use-decide.ts";

/** Datasets of other cohorts that an instructor teaches, to be used here as well. */
export function FromElsewhereMenu({ datasets }: { datasets: DatasetList["elsewhere"] }) {
  const decide = useDecide();
  if (datasets.length === 0) return null;
  return (
    <Menu>
      <MenuTrigger className={buttonVariants({ variant: "secondary" })}>
        <Import aria-hidden />
        From another cohort
      </MenuTrigger>
      <MenuContent align="end" className="w-72">
        {datasets.map(({ id, title, cohortName }) => (
          <MenuItem key={id} onClick={() => decide.use(id, true)}>
            <span className="flex min-w-0 flex-col py-1">
              <span className="truncate font-medium">{title}</span>
              <span className="truncate text-xs text-muted-foreground">{cohortName}</span>
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
