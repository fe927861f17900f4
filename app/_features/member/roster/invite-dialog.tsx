"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import { RosterPreviewList } from "./roster-preview-list.tsx";

type InviteDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** A roster is pasted or chosen as a file, looked at line by line, and then invited. */
export function InviteDialog({ isOpen, onOpenChange }: InviteDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const preview = useMutation(trpc.roster.preview.mutationOptions());
  const invite = useMutation(
    trpc.roster.invite.mutationOptions({
      onSuccess({ invited }) {
        toast.success(`${counted(invited, "learner")} invited. Their links are on this page.`);
        change("");
        onOpenChange(false);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.roster.pathKey() }),
    }),
  );
  const input = { cohortId: cohort.id, text };
  const fresh = preview.data?.people.filter(({ standing }) => standing === "new").length ?? 0;
  const error = preview.error ?? invite.error;

  function change(next: string): void {
    setText(next);
    preview.reset();
    invite.reset();
  }

  async function read(file: File): Promise<void> {
    const next = await file.text();
    change(next);
    preview.mutate({ cohortId: cohort.id, text: next });
  }

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Invite from a list"
        description="A name and an e-mail address a line, as CSV. Nothing is sent: you hand out the links."
        className="w-[min(40rem,calc(100vw-2rem))]"
        footer={
          preview.data === undefined ? (
            <Button
              isBusy={preview.isPending}
              disabled={text.trim() === ""}
              onClick={() => preview.mutate(input)}
            >
              Look at it
            </Button>
          ) : (
            <Button isBusy={invite.isPending} disabled={fresh === 0} onClick={() => invite.mutate(input)}>
              Invite {counted(fresh, "learner")}
            </Button>
          )
        }
      >
        <div className="flex flex-col gap-4">
          <FormError>{error === null ? undefined : explainError(error).message}</FormError>
          <Field label="Roster">
            <Textarea
              value={text}
              onValueChange={change}
              rows={6}
              spellCheck={false}
              placeholder={"name,email\nA learner,learner@example.org"}
              className="font-mono text-[0.8125rem]"
            />
          </Field>
          <input
            ref={picker}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            aria-label="Roster file"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = "";
              if (file !== undefined) void read(file);
            }}
          />
          <Button
            size="sm"
            variant="secondary"
            className="self-start"
            icon={<FileUp aria-hidden />}
            onClick={() => picker.current?.click()}
          >
            Choose a file
          </Button>
          {preview.data !== undefined && <RosterPreviewList preview={preview.data} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}
