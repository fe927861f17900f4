"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ChevronsUpDown, LayoutGrid } from "lucide-react";
import Link from "next/link";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuLabel,
  MenuLinkItem,
  MenuSeparator,
  MenuTrigger,
} from "#app/_ui/menu.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";

export function CohortSwitcher({ cohortId }: { cohortId: string }) {
  const trpc = useTRPC();
  const { data: cohorts, isPending } = useQuery(trpc.cohort.list.queryOptions());
  const current = cohorts?.find((cohort) => cohort.id === cohortId);

  if (isPending) return <Skeleton className="h-8 w-36" />;
  return (
    <Menu>
      <MenuTrigger className="flex h-8 max-w-40 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm font-medium transition-colors hover:bg-accent sm:max-w-56">
        <span className="truncate">{current?.name ?? "Choose a cohort"}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        <span className="sr-only">, switch cohort</span>
      </MenuTrigger>
      <MenuContent className="max-w-80 min-w-56">
        <MenuGroup>
          <MenuLabel>Cohorts</MenuLabel>
          {cohorts?.map((cohort) => (
            <MenuLinkItem key={cohort.id} render={<Link href={`/cohorts/${cohort.id}`} />}>
              <span className="min-w-0 flex-1 truncate">{cohort.name}</span>
              {cohort.id === cohortId && <Check aria-label="current" />}
            </MenuLinkItem>
          ))}
        </MenuGroup>
        <MenuSeparator />
        <MenuLinkItem render={<Link href="/" />}>
          <LayoutGrid aria-hidden />
          All cohorts
        </MenuLinkItem>
      </MenuContent>
    </Menu>
  );
}
