import type { Metadata } from "next";
import { AccountPage } from "#app/_features/account/account-page.tsx";
import { SignedIn } from "#app/_features/auth/signed-in.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";

export const metadata: Metadata = { title: "Your account" };

export default function Page() {
  return (
    <SignedIn>
      <ReadFirst read={(trpc, client) => [client.prefetchQuery(trpc.account.get.queryOptions())]}>
        <AccountPage />
      </ReadFirst>
    </SignedIn>
  );
}
