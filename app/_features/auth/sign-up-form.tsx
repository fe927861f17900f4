"use client";

import { useRouter } from "next/navigation";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { AccountForm } from "./account-form.tsx";
import { checkNewAccount, judgePassword } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
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
      if (error === null && !isSignedIn) router.replace(`/sign-in?made=1&next=${encodeURIComponent(next)}`);
      return { error };
    },
  });
  const { draft, setDraft, problems } = form;
  const judged = judgePassword(draft);
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
      <Field
        label="Password"
        hint={<span aria-live="polite">{judged.hint}</span>}
        error={problems.password === undefined ? judged.error : checkNewAccount(draft).password}
      >
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
