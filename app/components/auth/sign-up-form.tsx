"use client";

import { Field } from "#app/components/ui/field.tsx";
import { Input } from "#app/components/ui/input.tsx";
import { authClient } from "#app/lib/auth-client.ts";
import { AccountForm } from "./account-form.tsx";
import { checkNewAccount, MIN_PASSWORD_LENGTH } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
import { useAccountForm } from "./use-account-form.ts";

export function SignUpForm({ next }: { next: string }) {
  const form = useAccountForm({
    next,
    empty: { name: "", email: "", password: "" },
    check: checkNewAccount,
    send: ({ name, email, password }) =>
      authClient.signUp.email({ name: name.trim(), email: email.trim(), password }),
  });
  const { draft, setDraft, problems } = form;
  return (
    <AccountForm
      title="Make an account"
      lead="Then join your class, or start one."
      action="Sign up"
      other={{
        question: "Have an account?",
        href: `/sign-in?next=${encodeURIComponent(next)}`,
        label: "Go to sign-in",
      }}
      form={form}
    >
      <Field label="Name" hint="Your class sees it." error={problems.name}>
        <Input
          autoComplete="name"
          maxLength={60}
          value={draft.name}
          onValueChange={(name) => setDraft({ ...draft, name })}
        />
      </Field>
      <EmailField
        value={draft.email}
        error={problems.email}
        onValueChange={(email) => setDraft({ ...draft, email })}
      />
      <Field label="Password" hint={`At least ${MIN_PASSWORD_LENGTH} characters.`} error={problems.password}>
        <Input
          type="password"
          autoComplete="new-password"
          value={draft.password}
          onValueChange={(password) => setDraft({ ...draft, password })}
        />
      </Field>
    </AccountForm>
  );
}
