import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import type { AccountDraft } from "./check-account.ts";
import type { AuthFailure } from "./explain-auth-error.ts";

type Outcome = { error: AuthFailure | null; isSignedIn: boolean };

/**
 * Sign-up answers alike whether an address is new or not. Whoever typed a new one is signed in by the password that it
 * has now; to anybody else the sign-in page says both that may be.
 */
export async function signUpAndIn({ name, email, password }: AccountDraft): Promise<Outcome> {
  const authClient = await loadAuthClient();
  const made = await authClient.signUp.email({ name: name.trim(), email: email.trim(), password });
  if (made.error !== null) return { error: made.error, isSignedIn: false };
  const { error } = await authClient.signIn.email({ email: email.trim(), password });
  if (error?.status === 401) return { error: null, isSignedIn: false };
  return { error, isSignedIn: error === null };
}
