"use client";

import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { AccountForm } from "./account-form.tsx";
import { AuthCard } from "./auth-card.tsx";
import { checkEmail } from "./check-account.ts";
import { EmailField } from "./email-field.tsx";
import { passwordProblem } from "./judge-password.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { SignInInstead } from "./sign-in-instead.tsx";
import { useDraftForm } from "./use-draft-form.ts";

const NOBODY = { name: "", email: "" };
/** The account was made by a learning platform, and nobody could sign in to it. */
const ADDRESS_NEEDED = "ADDRESS_NEEDED";

function watchHash(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** What a link to a new password leads to. Its token stands behind the `#`. */
export function ResetPasswordForm() {
  const router = useRouter();
  const token = useSyncExternalStore(
    watchHash,
    () => window.location.hash.slice(1),
    () => null,
  );
  const [isAddressAsked, setIsAddressAsked] = useState(false);
  const form = useDraftForm({
    empty: { email: "", password: "" },
    check: ({ email, password }) => {
      const weakness = passwordProblem(password, { name: "", email });
      const fault = isAddressAsked ? checkEmail(email) : undefined;
      return {
        ...(fault === undefined ? {} : { email: fault }),
        ...(weakness === undefined ? {} : { password: weakness }),
      };
    },
    send: async ({ email, password }) => {
      const authClient = await loadAuthClient();
      const body = {
        newPassword: password,
        token: token ?? "",
        ...(isAddressAsked ? { email: email.trim() } : {}),
      };
      const answer = await authClient.resetPassword(body);
      if (answer.error?.code === ADDRESS_NEEDED) setIsAddressAsked(true);
      return answer;
    },
    faults: {
      WEAK_PASSWORD: "password",
      [ADDRESS_NEEDED]: "email",
      INVALID_EMAIL: "email",
      INVALID_EMAIL_DOMAIN: "email",
      ADDRESS_TAKEN: "email",
    },
    onDone: () => router.replace("/sign-in?notice=from-reset"),
  });
  if (token === "") {
    return (
      <AuthCard
        title="This link is not whole"
        lead="Copy all of it, or ask for a new one."
        footer={<SignInInstead />}
      >
        <ButtonLink href="/forgot-password">A new link</ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AccountForm
      title="Choose a new password"
      lead="Whoever is signed in with the old one is signed out."
      action="Set the password"
      other={{ question: "Does the link not work?", href: "/forgot-password", label: "Get another" }}
      form={form}
    >
      {isAddressAsked && (
        <EmailField
          value={form.draft.email}
          error={form.problems.email}
          onValueChange={(email) => form.change({ email })}
        />
      )}
      <NewPasswordField
        label="New password"
        owner={{ ...NOBODY, email: form.draft.email }}
        value={form.draft.password}
        error={form.problems.password}
        onValueChange={(password) => form.change({ password })}
      />
    </AccountForm>
  );
}
