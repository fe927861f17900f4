"use client";

import { useState } from "react";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { useWelcome } from "#app/_lib/use-welcome.ts";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { AccountForm } from "./account-form.tsx";
import { AuthCard } from "./auth-card.tsx";
import { checkEmail } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
import { FormError } from "./form-error.tsx";
import { FormNotice } from "./form-notice.tsx";
import { SignInInstead } from "./sign-in-instead.tsx";
import { useDraftForm } from "./use-draft-form.ts";

const TITLE = "A new password";

export function ForgotPasswordForm() {
  const { data: welcome, error } = useWelcome();
  if (welcome?.sendsMail === true) return <AskByMail />;
  return (
    <AuthCard
      title={TITLE}
      lead={welcome === undefined ? "" : "This site sends no mail, so an instructor helps."}
      footer={<SignInInstead />}
    >
      {error !== null && <FormError>{error.message}</FormError>}
      {welcome === undefined && error === null && <Skeleton className="h-24" />}
      {welcome !== undefined && (
        <ol className="flex list-decimal flex-col gap-2 pl-5 text-sm">
          <li>Ask an instructor of your class for a link to a new password.</li>
          <li>They find it beside your name on their page Members.</li>
          <li>Open the link within a day and choose a password. It works once.</li>
        </ol>
      )}
    </AuthCard>
  );
}

function AskByMail() {
  const [askedFor, setAskedFor] = useState<string>();
  const form = useDraftForm({
    empty: { email: "" },
    check: ({ email }) => {
      const problem = checkEmail(email);
      return problem === undefined ? {} : { email: problem };
    },
    send: async ({ email }) => {
      const authClient = await loadAuthClient();
      return authClient.requestPasswordReset({ email: email.trim() });
    },
    onDone: () => setAskedFor(form.draft.email.trim()),
  });
  if (askedFor !== undefined) {
    return (
      <AuthCard title="Look into your mail" lead="" footer={<SignInInstead />}>
        <FormNotice>
          If {askedFor} has an account here, a letter with a link is on its way. The link works once, within
          an hour.
        </FormNotice>
      </AuthCard>
    );
  }
  return (
    <AccountForm
      title={TITLE}
      lead="You get a letter with a link by which you choose one."
      action="Send me the link"
      other={{ question: "Remembered it?", href: "/sign-in", label: "Go to sign-in" }}
      form={form}
    >
      <EmailField
        value={form.draft.email}
        error={form.problems.email}
        onValueChange={(email) => form.change({ email })}
      />
    </AccountForm>
  );
}
