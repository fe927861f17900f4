"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { Submission } from "#server/contract/submission.ts";
import { Moment } from "../moment.tsx";
import { REGRADE_LOOKS, RegradeBadge } from "./regrade-badge.tsx";

type ThreadCardProps = { submission: Submission; isGrader: boolean };

/** A learner asks about a grade; who grades answers, and says what comes of it. */
export function ThreadCard({ submission, isGrader }: ThreadCardProps) {
  const { id: submissionId, isMine, state, thread, regrade } = submission;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const discuss = useMutation(
    trpc.submission.discuss.mutationOptions({
      onSuccess: () => setText(""),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.submission.pathKey() }),
    }),
  );
  const say = (outcome: "changed" | "kept" | null) => discuss.mutate({ submissionId, text, outcome });
  const isEmpty = text.trim() === "";
  const canWrite = (isMine || isGrader) && (state === "scored" || state === "failed");
  if (!canWrite && thread.length === 0) return null;
  return (
    <Card aria-label="Questions about the grade">
      <CardHeader>
        <CardTitle>Questions about the grade</CardTitle>
        {regrade !== null && <RegradeBadge regrade={regrade} />}
      </CardHeader>
      {thread.length > 0 && (
        <ol aria-label="Messages" className="divide-y divide-border text-sm">
          {thread.map((message) => (
            <li key={message.id} className="flex flex-col gap-1 px-4 py-3">
              <span className="num flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted-foreground">
                <span className="font-medium text-foreground">
                  {message.isMine ? "You" : (message.writtenBy ?? "A former member")}
                </span>
                <Moment at={message.createdAt} />
                {message.outcome !== null && (
                  <Badge tone="neutral">{REGRADE_LOOKS[message.outcome].label}</Badge>
                )}
              </span>
              <p className="wrap-break-word whitespace-pre-line">{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      {canWrite && (
        <CardContent className="flex flex-col gap-3 border-t border-border first-of-type:border-t-0">
          <FormError>{discuss.error === null ? undefined : explainError(discuss.error).message}</FormError>
          <Field
            label={isMine ? "Ask about it" : "Answer"}
            {...(isMine
              ? { hint: "Say what you think was judged wrongly, and why. Whoever grades reads it." }
              : {})}
          >
            <Textarea value={text} onValueChange={setText} maxLength={5000} className="min-h-20" />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              variant={isMine ? "primary" : "secondary"}
              disabled={isEmpty}
              isBusy={discuss.isPending}
              onClick={() => say(null)}
            >
              Send
            </Button>
            {isGrader && !isMine && (
              <>
                <Button disabled={isEmpty || discuss.isPending} onClick={() => say("changed")}>
                  Send: the grade was changed
                </Button>
                <Button
                  variant="secondary"
                  disabled={isEmpty || discuss.isPending}
                  onClick={() => say("kept")}
                >
                  Send: the grade stays
                </Button>
              </>
            )}
          </div>
        </CardContent>
      )}
    </Card>
  );
}
