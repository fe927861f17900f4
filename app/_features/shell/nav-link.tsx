import Link from "next/link";
import type { ComponentProps } from "react";
import { isCurrent, type CohortNavItem } from "./cohort-nav.ts";

type NavLinkProps = Pick<ComponentProps<typeof Link>, "className" | "children" | "onClick"> & {
  item: CohortNavItem;
  pathname: string;
};

/** To one of a cohort's pages, in place or as a document of its own. */
export function NavLink({ item, pathname, children, ...props }: NavLinkProps) {
  const current = isCurrent(item, pathname) ? ("page" as const) : undefined;
  if (item.isDocument === true) {
    return (
      <a {...props} href={item.href} aria-current={current}>
        {children}
      </a>
    );
  }
  return (
    <Link {...props} href={item.href} aria-current={current}>
      {children}
    </Link>
  );
}
