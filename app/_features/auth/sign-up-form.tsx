"use client";

import { useRouter } from "next/navigation";
import { AccountForm } from "./account-form.tsx";
import { checkNewAccount } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
import { NameField } from "./name-field.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { signUpAndIn } from "./sign-up-and-in.ts";
import { useAccountForm } from "./use-account-form.ts";

export function SignUpForm({ next }: { next: string }) {
  const router = useRouter();
  const form = useAccountForm({
    next,
    empty: { name: "", email: "", password: "" },
    check: checkNewAccount,
    send: async (draft) => {
      const { error, isSignedIn } = await signUpAndIn(draft);
      if (error === null && !isSignedIn) {
        router.replace(`/sign-in?notice=from-sign-up&next=${encodeURIComponent(next)}`);
      }
      return { error };
    },
  });
  const { draft, change, problems } = form;
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
      <NameField value={draft.name} error={problems.name} onValueChange={(name) => change({ name })} />
      <EmailField value={draft.email} error={problems.email} onValueChange={(email) => change({ email })} />
      <NewPasswordField
        owner={draft}
        value={draft.password}
        error={problems.password}
        onValueChange={(password) => change({ password })}
      />
    </AccountForm>
  );
}
