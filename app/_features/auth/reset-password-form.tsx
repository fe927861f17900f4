"use client";

import { useRouter } from "next/navigation";
import { useSyncExternalStore } from "react";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { AccountForm } from "./account-form.tsx";
import { AuthCard } from "./auth-card.tsx";
import { passwordProblem } from "./judge-password.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { SignInInstead } from "./sign-in-instead.tsx";
import { useDraftForm } from "./use-draft-form.ts";

const NOBODY = { name: "", email: "" };

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
  const form = useDraftForm({
    empty: { password: "" },
    check: ({ password }) => {
      const problem = passwordProblem(password, NOBODY);
      return problem === undefined ? {} : { password: problem };
    },
    send: async ({ password }) => {
      const authClient = await loadAuthClient();
      return authClient.resetPassword({ newPassword: password, token: token ?? "" });
    },
    faults: { WEAK_PASSWORD: "password" },
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
      <NewPasswordField
        label="New password"
        owner={NOBODY}
        value={form.draft.password}
        error={form.problems.password}
        onValueChange={(password) => form.change({ password })}
      />
    </AccountForm>
  );
}
