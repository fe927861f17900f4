"use client";

import Link from "next/link";
import { useParams, usePathname } from "next/navigation";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { useSession } from "#app/_lib/session.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useRoleIn } from "#app/_lib/use-role-in.ts";
import { NoticeBell } from "../notice/notice-bell.tsx";
import { cohortNavOf } from "./cohort-nav.ts";
import { CohortSwitcher } from "./cohort-switcher.tsx";
import { NavLink } from "./nav-link.tsx";
import { PhoneMenu } from "./phone-menu.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { UserMenu } from "./user-menu.tsx";
import { Wordmark } from "./wordmark.tsx";

export function TopBar() {
  const { cohortId } = useParams<{ cohortId?: string }>();
  const pathname = usePathname();
  const { data: session, isPending } = useSession();
  const currentCohort = session === null ? undefined : cohortId;
  const role = useRoleIn(currentCohort);

  return (
    <header className="sticky top-0 z-30 border-b border-border bg-background/90 backdrop-blur">
      <div className="flex h-[calc(var(--shell-top)-1px)] items-center gap-2 px-4">
        {currentCohort !== undefined && <PhoneMenu cohortId={currentCohort} />}
        <Link href="/" aria-label="Strata, home" className="inline-flex rounded-md">
          <Wordmark className={cn(currentCohort !== undefined && "max-sm:[&>svg+*]:hidden")} />
        </Link>
        {currentCohort !== undefined && (
          <>
            <span aria-hidden className="text-border-strong">
              /
            </span>
            <CohortSwitcher cohortId={currentCohort} />
            <nav aria-label="Cohort" className="ml-2 hidden h-full items-stretch gap-1 lg:flex">
              {cohortNavOf(currentCohort, role).map((item) => (
                <NavLink
                  key={item.href}
                  item={item}
                  pathname={pathname}
                  className="relative inline-flex items-center rounded-md px-2.5 text-sm text-muted-foreground transition-colors hover:text-foreground aria-[current=page]:font-medium aria-[current=page]:text-foreground aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2.5 aria-[current=page]:after:-bottom-px aria-[current=page]:after:h-0.5 aria-[current=page]:after:bg-primary"
                >
                  {item.label}
                </NavLink>
              ))}
            </nav>
          </>
        )}
        <div className="ml-auto flex items-center gap-1">
          <ThemeToggle />
          {isPending ? (
            <Skeleton className="m-1 size-7 rounded-full" />
          ) : session === null ? (
            !pathname.startsWith("/sign-") && (
              <>
                <ButtonLink href="/sign-in" variant="ghost" className="max-sm:hidden">
                  Sign in
                </ButtonLink>
                <ButtonLink href="/sign-up">Sign up</ButtonLink>
              </>
            )
          ) : (
            <>
              <NoticeBell />
              <UserMenu user={session.user} />
            </>
          )}
        </div>
      </div>
    </header>
  );
}
