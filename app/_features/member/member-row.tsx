"use client";

import { useState } from "react";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PresentAvatar } from "#app/_features/cohort/present-avatar.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { MemberMenu, type MemberAction } from "./member-menu.tsx";

const RemoveMemberDialog = lazyDialog(
  async () => (await import("./remove-member-dialog.tsx")).RemoveMemberDialog,
);
const ResetLinkDialog = lazyDialog(async () => (await import("./reset-link-dialog.tsx")).ResetLinkDialog);
const RoleDialog = lazyDialog(async () => (await import("./role-dialog.tsx")).RoleDialog);

const ENTRIES = {
  own: "",
  platform: " · Comes by a learning platform",
  none: " · Has no way in: their learning platform is gone",
} as const;

const COHORT_ROLES = ["instructor", "assistant", "learner"] as const;

export function MemberRow({ member }: { member: CohortDetails["members"][number] }) {
  const { isInstructor, myId, presentIds } = useCohort();
  const [action, setAction] = useState<MemberAction | null>(null);
  const isMe = member.id === myId;
  const isAsked = (what: MemberAction) => ({
    member,
    isOpen: action === what,
    onOpenChange: (isOpen: boolean) => setAction(isOpen ? what : null),
  });
  return (
    <li className="flex min-h-16 items-center gap-3 px-4 py-2.5">
      <PresentAvatar person={member} isPresent={presentIds.includes(member.id)} />
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="flex font-medium">
          <span className="truncate">{member.name}</span>
          {isMe && <span className="shrink-0 font-normal text-muted-foreground">&nbsp;(you)</span>}
        </span>
        <span className="text-[0.8125rem] text-muted-foreground">
          Joined <RelativeTime at={member.joinedAt} />
          {ENTRIES[member.entry ?? "own"]}
        </span>
      </div>
      {member.role === "instructor" && <Badge tone="primary">Instructor</Badge>}
      {member.role === "assistant" && <Badge tone="info">Assistant</Badge>}
      {isInstructor && !isMe && <MemberMenu member={member} onAction={setAction} />}
      <RemoveMemberDialog {...isAsked("remove")} />
      {COHORT_ROLES.map((role) => (
        <RoleDialog key={role} role={role} {...isAsked(role)} />
      ))}
      <ResetLinkDialog {...isAsked("link")} />
    </li>
  );
}
