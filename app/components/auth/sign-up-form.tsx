"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type SubmitEvent } from "react";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Input } from "#app/components/ui/input.tsx";
import { authClient } from "#app/lib/auth-client.ts";
import { AuthCard } from "./auth-card.tsx";
import { checkNewAccount, MIN_PASSWORD_LENGTH, type AccountProblems } from "./check-account.ts";
import { explainAuthError } from "./explain-auth-error.ts";
import { FormError } from "./form-error.tsx";
import { useLeaveWhenSignedIn } from "./use-leave-when-signed-in.ts";

export function SignUpForm({ next }: { next: string }) {
  const [draft, setDraft] = useState({ name: "", email: "", password: "" });
  const [problems, setProblems] = useState<AccountProblems>({});
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const queryClient = useQueryClient();
  useLeaveWhenSignedIn(next);

  async function signUp(): Promise<void> {
    const found = checkNewAccount(draft);
    setProblems(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    const { error } = await authClient.signUp.email({
      name: draft.name.trim(),
      email: draft.email.trim(),
      password: draft.password,
    });
    if (error !== null) {
      setFailure(explainAuthError(error));
      setIsBusy(false);
      return;
    }
    // Somebody else may have been here whose session has ended.
    queryClient.clear();
  }

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void signUp();
  }

  return (
    <AuthCard
      title="Make an account"
      lead="Then join your class, or start one."
      footer={
        <>
          Have an account?{" "}
          <Link
            href={`/sign-in?next=${encodeURIComponent(next)}`}
            className="font-medium text-primary-text underline-offset-4 hover:underline"
          >
            Go to sign-in
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
        <FormError>{failure}</FormError>
        <Field label="Name" hint="Your class sees it." error={problems.name}>
          <Input
            autoComplete="name"
            maxLength={60}
            value={draft.name}
            onValueChange={(name) => setDraft({ ...draft, name })}
          />
        </Field>
        <Field label="Email" error={problems.email}>
          <Input
            type="email"
            autoComplete="email"
            value={draft.email}
            onValueChange={(email) => setDraft({ ...draft, email })}
          />
        </Field>
        <Field
          label="Password"
          hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
          error={problems.password}
        >
          <Input
            type="password"
            autoComplete="new-password"
            value={draft.password}
            onValueChange={(password) => setDraft({ ...draft, password })}
          />
        </Field>
        <Button type="submit" size="lg" isBusy={isBusy} className="mt-1">
          Sign up
        </Button>
      </form>
    </AuthCard>
  );
}
