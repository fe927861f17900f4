"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { useCohort } from "#app/components/cohort/cohort-context.ts";
import { PresentAvatar } from "#app/components/cohort/present-avatar.tsx";
import { RelativeTime } from "#app/components/relative-time.tsx";
import { AlertDialog } from "#app/components/ui/alert-dialog.tsx";
import { Badge } from "#app/components/ui/badge.tsx";
import { Button } from "#app/components/ui/button.tsx";
import { explainError } from "#app/lib/explain-error.ts";
import { useTRPC } from "#app/lib/trpc.ts";

export function MemberRow({ member }: { member: CohortDetails["members"][number] }) {
  const { cohort, isInstructor, myId, presentIds } = useCohort();
  const [isAsking, setIsAsking] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.cohort.removeMember.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        setIsAsking(false);
        await queryClient.invalidateQueries({ queryKey: trpc.cohort.get.pathKey() });
      },
    }),
  );
  const isMe = member.id === myId;
  return (
    <li className="flex min-h-16 items-center gap-3 px-4 py-2.5">
      <PresentAvatar name={member.name} isPresent={presentIds.includes(member.id)} />
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="flex font-medium">
          <span className="truncate">{member.name}</span>
          {isMe && <span className="shrink-0 font-normal text-muted-foreground">&nbsp;(you)</span>}
        </span>
        <span className="text-[0.8125rem] text-muted-foreground">
          Joined <RelativeTime at={member.joinedAt} />
        </span>
      </div>
      {member.role === "instructor" && <Badge tone="primary">Instructor</Badge>}
      {isInstructor && !isMe && (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Remove ${member.name}`}
          onClick={() => setIsAsking(true)}
        >
          Remove
        </Button>
      )}
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Remove ${member.name}?`}
        confirmLabel="Remove member"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ cohortId: cohort.id, userId: member.id })}
      >
        {member.name} loses access at once. With the join code they could come back, so change it too if they
        should not.
      </AlertDialog>
    </li>
  );
}
