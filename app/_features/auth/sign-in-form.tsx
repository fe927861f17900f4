"use client";

import Link from "next/link";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { AccountForm } from "./account-form.tsx";
import { checkSignIn } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
import { FormNotice } from "./form-notice.tsx";
import { PasswordField } from "./password-field.tsx";
import { useAccountForm } from "./use-account-form.ts";

const NOTICES = {
  "from-sign-up":
    "If this address is new here, your account is ready. If you have had an account, sign in with the password that it has.",
  "from-reset": "Your new password is set, and every session with the old one has ended. Sign in with it.",
  "account-deleted": "Your account is deleted.",
} as const;

export type SignInNotice = keyof typeof NOTICES;

type SignInFormProps = { next: string; notice: SignInNotice | null };

export function SignInForm({ next, notice }: SignInFormProps) {
  const form = useAccountForm({
    next,
    empty: { email: "", password: "" },
    check: checkSignIn,
    send: async ({ email, password }) => {
      const authClient = await loadAuthClient();
      return authClient.signIn.email({ email: email.trim(), password });
    },
  });
  const { draft, change, problems } = form;
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
      {notice !== null && <FormNotice>{NOTICES[notice]}</FormNotice>}
      <EmailField value={draft.email} error={problems.email} onValueChange={(email) => change({ email })} />
      <PasswordField
        autoComplete="current-password"
        value={draft.password}
        error={problems.password}
        onValueChange={(password) => change({ password })}
      />
      <Link
        href="/forgot-password"
        className="-mt-1 self-start text-[0.8125rem] text-primary-text underline-offset-4 hover:underline"
      >
        Forgot it?
      </Link>
    </AccountForm>
  );
}
