"use client";

import { Download } from "lucide-react";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuGroup, MenuLabel, MenuLinkItem, MenuTrigger } from "#app/_ui/menu.tsx";

const TABLES = [
  { name: "members", label: "Members" },
  { name: "designs", label: "Designs" },
  { name: "runs", label: "Runs, with all settings and scores" },
  { name: "grades", label: "Grades: every learner by every exercise" },
  { name: "checks", label: "Checks of all submissions" },
  { name: "epochs", label: "Epochs of all runs" },
] as const;

/** All of a class as tables for a spreadsheet. */
export function TablesMenu({ cohortId }: { cohortId: string }) {
  return (
    <Menu>
      <MenuTrigger className={buttonVariants({ variant: "secondary" })}>
        <Download aria-hidden />
        Tables
      </MenuTrigger>
      <MenuContent align="end" className="min-w-64">
        <MenuGroup>
          <MenuLabel>As CSV</MenuLabel>
          {TABLES.map(({ name, label }) => (
            <MenuLinkItem key={name} href={`/api/cohorts/${cohortId}/${name}.csv`} download>
              {label}
            </MenuLinkItem>
          ))}
        </MenuGroup>
      </MenuContent>
    </Menu>
  );
}
