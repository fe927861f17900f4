import { isNoAddress } from "./account-address.ts";

type Known = { id: string; name: string; image?: string | null | undefined };

/** Who is signed in, as pages know it. */
export type Session = {
  /** No address where a learning platform opens the account. */
  user: Known & { email: string | null };
};

export function sessionOf({ user }: { user: Known & { email: string } }): Session {
  const { id, name, email, image } = user;
  return { user: { id, name, email: isNoAddress(email) ? null : email, image } };
}
