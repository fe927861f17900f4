"use client";

import { Menu as MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuLinkItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useRoleIn } from "#app/_lib/use-role-in.ts";
import { cohortNavOf, isCurrent } from "./cohort-nav.ts";
import { NavLink } from "./nav-link.tsx";

export function PhoneMenu({ cohortId }: { cohortId: string }) {
  const pathname = usePathname();
  return (
    <Menu>
      <MenuTrigger
        aria-label="Pages of this cohort"
        className={cn(buttonVariants({ variant: "ghost", size: "icon" }), "-ml-2 lg:hidden")}
      >
        <MenuIcon aria-hidden />
      </MenuTrigger>
      <MenuContent className="min-w-56">
        {cohortNavOf(cohortId, useRoleIn(cohortId)).map((item) => (
          <MenuLinkItem
            key={item.href}
            className="min-h-11"
            render={<NavLink item={item} pathname={pathname} />}
          >
            <item.icon aria-hidden />
            <span className={cn(isCurrent(item, pathname) && "font-semibold text-primary-text")}>
              {item.label}
            </span>
          </MenuLinkItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
