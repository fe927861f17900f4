"use client";

import { toast } from "#app/_lib/toast.ts";
import type { PasswordOwner } from "#server/contract/password-pattern.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { passwordProblem } from "#app/_features/auth/judge-password.ts";
import { NewPasswordField } from "#app/_features/auth/new-password-field.tsx";
import { PasswordField } from "#app/_features/auth/password-field.tsx";
import { useDraftForm, type Problems } from "#app/_features/auth/use-draft-form.ts";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";

type Draft = { current: string; password: string };

const EMPTY: Draft = { current: "", password: "" };

export function PasswordCard({ owner }: { owner: PasswordOwner }) {
  const form = useDraftForm<Draft>({
    empty: EMPTY,
    check: ({ current, password }) => {
      const problems: Problems<Draft> = {};
      const weakness = passwordProblem(password, owner);
      if (current === "") problems.current = "Enter the password that you have now.";
      if (weakness !== undefined) problems.password = weakness;
      else if (password === current) problems.password = "This is the password that you have already.";
      return problems;
    },
    send: async ({ current, password }) => {
      const authClient = await loadAuthClient();
      return authClient.changePassword({
        currentPassword: current,
        newPassword: password,
        revokeOtherSessions: true,
      });
    },
    faults: { WEAK_PASSWORD: "password", INVALID_PASSWORD: "current" },
    onDone: () => {
      form.reset();
      toast.success("Your password is changed. You are signed out everywhere else.");
    },
  });
  const { draft, problems, change } = form;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
      </CardHeader>
      <CardContent>
        <form noValidate onSubmit={form.handleSubmit} className="flex max-w-96 flex-col gap-4">
          <FormError>{form.failure}</FormError>
          <PasswordField
            label="Password now"
            autoComplete="current-password"
            value={draft.current}
            error={problems.current}
            onValueChange={(current) => change({ current })}
          />
          <NewPasswordField
            label="New password"
            owner={owner}
            value={draft.password}
            error={problems.password}
            onValueChange={(password) => change({ password })}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="secondary" isBusy={form.isBusy}>
              Change password
            </Button>
            <span className="text-[0.8125rem] text-muted-foreground">Ends your other sessions.</span>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}
