"use client";

import { GraduationCap, KeyRound, MoreHorizontal, PencilLine, User, UserMinus } from "lucide-react";
import type { CohortRole } from "#models/cohorts/role.ts";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { useWelcome } from "#app/_lib/use-welcome.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";

export type MemberAction = "remove" | "link" | CohortRole;

const ROLES = [
  { role: "instructor", label: "Make an instructor", icon: <GraduationCap aria-hidden /> },
  { role: "assistant", label: "Make an assistant", icon: <PencilLine aria-hidden /> },
  { role: "learner", label: "Make a learner", icon: <User aria-hidden /> },
] as const;

type MemberMenuProps = {
  member: CohortDetails["members"][number];
  onAction: (action: MemberAction) => void;
};

/** What an instructor can do about somebody in the class. */
export function MemberMenu({ member, onAction }: MemberMenuProps) {
  const { data: welcome } = useWelcome();
  return (
    <Menu>
      <MenuTrigger
        aria-label={`What to do about ${member.name}`}
        className={buttonVariants({ variant: "ghost", size: "icon" })}
      >
        <MoreHorizontal aria-hidden />
      </MenuTrigger>
      <MenuContent align="end">
        {ROLES.filter(({ role }) => role !== member.role).map(({ role, label, icon }) => (
          <MenuItem key={role} onClick={() => onAction(role)}>
            {icon}
            {label}
          </MenuItem>
        ))}
        {member.role === "learner" && (welcome?.sendsMail === false || member.hasAddress === false) && (
          <MenuItem onClick={() => onAction("link")}>
            <KeyRound aria-hidden />
            Link to a new password
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem tone="destructive" onClick={() => onAction("remove")}>
          <UserMinus aria-hidden />
          Remove from the cohort
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
