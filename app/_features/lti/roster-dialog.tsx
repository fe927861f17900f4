"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import type { PlatformCourse, PlatformRoster } from "#server/contract/lti.ts";

const STANDINGS: Record<PlatformRoster["people"][number]["standing"], { label: string; tone: BadgeTone }> = {
  new: { label: "Will be invited", tone: "success" },
  invited: { label: "Invited already", tone: "neutral" },
  member: { label: "Is here already", tone: "neutral" },
  silent: { label: "Comes by the platform", tone: "info" },
  left: { label: "Not active there", tone: "warning" },
};

type RosterDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; course: PlatformCourse };

/** The learners of a course as the platform says them, looked at before anybody is invited. */
export function RosterDialog({ isOpen, onOpenChange, course }: RosterDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const read = useMutation(trpc.lti.roster.mutationOptions());
  const invite = useMutation(
    trpc.lti.invite.mutationOptions({
      onSuccess({ invited }) {
        toast.success(`${counted(invited, "learner")} invited. Their links are on the page Members.`);
        read.reset();
        onOpenChange(false);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.roster.pathKey() }),
    }),
  );
  const people = read.data?.people;
  const fresh = people?.filter(({ standing }) => standing === "new").length ?? 0;
  const error = read.error ?? invite.error;
  const input = { courseId: course.id };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Roster"
        description={`The learners of “${course.title}”, read from the platform now. Everybody can come by the course's links without an invitation.`}
        className="w-[min(36rem,calc(100vw-2rem))]"
        footer={
          people === undefined ? (
            <Button isBusy={read.isPending} onClick={() => read.mutate(input)}>
              Read it
            </Button>
          ) : (
            <Button isBusy={invite.isPending} disabled={fresh === 0} onClick={() => invite.mutate(input)}>
              Invite {counted(fresh, "learner")}
            </Button>
          )
        }
      >
        <div className="flex flex-col gap-3 text-sm">
          <FormError>{error === null ? undefined : explainError(error).message}</FormError>
          {people?.length === 0 && <p className="text-muted-foreground">There is no learner in it.</p>}
          {people !== undefined && people.length > 0 && (
            <ul
              aria-label="People of the roster"
              className="max-h-80 divide-y divide-border overflow-y-auto rounded-md border border-border"
            >
              {people.map(({ id, name, email, standing }) => (
                <li key={id} className="flex items-center gap-3 px-3 py-1.5">
                  <span className="min-w-0 flex-1 truncate">
                    {name} <span className="text-muted-foreground">{email}</span>
                  </span>
                  <Badge tone={STANDINGS[standing].tone}>{STANDINGS[standing].label}</Badge>
                </li>
              ))}
            </ul>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
