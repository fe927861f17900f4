"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { downloadText } from "#app/_features/builder/files/download-text.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useOrigin } from "#app/_lib/use-origin.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { CopyButton } from "#app/_ui/copy-button.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import type { RosterInvitation } from "#server/contract/roster.ts";
import { linksAsCsv } from "./links-as-csv.ts";

const InviteDialog = lazyDialog(async () => (await import("./invite-dialog.tsx")).InviteDialog);

/** For instructors: who of the roster was invited by a link of their own, and who has come. */
export function RosterCard() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const origin = useOrigin() ?? "";
  const [isInviting, setIsInviting] = useState(false);
  const { data: invitations = [] } = useQuery(trpc.roster.list.queryOptions({ cohortId: cohort.id }));
  const open = invitations.filter(({ code }) => code !== null);
  return (
    <Card aria-label="Invitations">
      <CardHeader className="flex-wrap">
        <CardTitle>Invitations</CardTitle>
        <Button
          size="sm"
          variant="secondary"
          icon={<UserPlus aria-hidden />}
          onClick={() => setIsInviting(true)}
        >
          Invite from a list
        </Button>
      </CardHeader>
      {invitations.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">
          Nobody yet. From a CSV with names and e-mail addresses each person gets a link of their own, which
          lets one person in, once.
        </p>
      ) : (
        <ul aria-label="Invitations" className="max-h-96 divide-y divide-border overflow-y-auto">
          {invitations.map((each) => (
            <InvitationRow key={each.id} invitation={each} origin={origin} />
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <CardFooter>
          <Button
            size="sm"
            variant="secondary"
            onClick={() => downloadText("invitations.csv", linksAsCsv(open, origin))}
          >
            All links as CSV
          </Button>
          <span className="num text-[0.8125rem] text-muted-foreground">{open.length} still open</span>
        </CardFooter>
      )}
      <InviteDialog isOpen={isInviting} onOpenChange={setIsInviting} />
    </Card>
  );
}

type InvitationRowProps = { invitation: RosterInvitation; origin: string };

function InvitationRow({ invitation: { id, name, email, code, usedBy }, origin }: InvitationRowProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const withdraw = useMutation(
    trpc.roster.withdraw.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.roster.pathKey() }),
    }),
  );
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
      <span className="flex min-w-0 flex-1 basis-40 flex-col">
        <span className="truncate font-medium">{name}</span>
        <span className="truncate text-[0.8125rem] text-muted-foreground">{email}</span>
      </span>
      {code === null ? (
        <Badge tone="success">{usedBy === null || usedBy === name ? "Joined" : `Joined as ${usedBy}`}</Badge>
      ) : (
        <span className="flex items-center gap-1">
          <CopyButton text={`${origin}/join/${code}`} label="Copy link" />
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={`Withdraw the invitation of ${name}`}
            isBusy={withdraw.isPending}
            onClick={() => withdraw.mutate({ cohortId: cohort.id, invitationId: id })}
          >
            <X aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}
