"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { RunStateBadge } from "#app/_features/run/run-state-badge.tsx";
import { runNumbers } from "#app/_features/run/run-numbers.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuLinkItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

const SHOWN = 6;

/** What has been trained from this design: the newest runs, and the list of all of them. */
export function RunsMenu({ cohortId, designId }: { cohortId: string; designId: string }) {
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery(
    trpc.run.list.queryOptions({ cohortId, designId, limit: SHOWN }, { enabled: isOpen }),
  );
  const base = `/cohorts/${cohortId}/runs`;
  return (
    <Menu open={isOpen} onOpenChange={setIsOpen}>
      <MenuTrigger
        // On a phone there is no room for it: the menu of the design has the way to its runs.
        className={cn(buttonVariants({ variant: "ghost", size: "sm" }), "max-md:hidden")}
      >
        Runs
      </MenuTrigger>
      <MenuContent align="end" className="w-80">
        {data === undefined ? (
          <p className="px-2 py-2 text-[0.8125rem] text-muted-foreground">
            {error === null ? "Looking for its runs…" : "Its runs could not be read."}
          </p>
        ) : data.items.length === 0 ? (
          <p className="px-2 py-2 text-[0.8125rem] text-muted-foreground">
            Nothing has been trained from this design yet.
          </p>
        ) : (
          data.items.map((run) => (
            <MenuLinkItem key={run.id} render={<Link href={`${base}/${run.id}`} />}>
              <span className="min-w-0 flex-1 truncate">{run.name}</span>
              <span className="num text-muted-foreground">{runNumbers(run).value}</span>
              <RunStateBadge state={run.state} />
            </MenuLinkItem>
          ))
        )}
        <MenuSeparator />
        <MenuLinkItem render={<Link href={`${base}?design=${designId}`} />}>
          All runs of this design
        </MenuLinkItem>
      </MenuContent>
    </Menu>
  );
}
