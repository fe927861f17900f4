"use client";

import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { authClient } from "#app/_lib/auth-client.ts";
import { AccountForm } from "./account-form.tsx";
import { checkSignIn } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
import { useAccountForm } from "./use-account-form.ts";

type SignInFormProps = {
  next: string;
  /** Whether somebody comes from sign-up and was not signed in by it. */
  isFromSignUp: boolean;
};

export function SignInForm({ next, isFromSignUp }: SignInFormProps) {
  const form = useAccountForm({
    next,
    empty: { email: "", password: "" },
    check: checkSignIn,
    send: ({ email, password }) => authClient.signIn.email({ email: email.trim(), password }),
  });
  const { draft, setDraft, problems } = form;
  return (
    <AccountForm
      title="Sign in"
      lead="Back to your cohort's networks."
      action="Sign in"
      other={{
        question: "New here?",
        href: `/sign-up?next=${encodeURIComponent(next)}`,
        label: "Make an account",
      }}
      form={form}
    >
      {isFromSignUp && (
        <output className="block rounded-md bg-muted px-3 py-2 text-sm text-muted-foreground">
          If this address is new here, your account is ready. If you have had an account, sign in with the
          password that it has.
        </output>
      )}
      <EmailField
        value={draft.email}
        error={problems.email}
        onValueChange={(email) => setDraft({ ...draft, email })}
      />
      <Field label="Password" error={problems.password}>
        <Input
          type="password"
          autoComplete="current-password"
          value={draft.password}
          onValueChange={(password) => setDraft({ ...draft, password })}
        />
      </Field>
    </AccountForm>
  );
}
