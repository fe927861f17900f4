import type { Metadata } from "next";
import { AccountPage } from "#app/_features/account/account-page.tsx";
import { SignedIn } from "#app/_features/auth/signed-in.tsx";

export const metadata: Metadata = { title: "Your account" };

export default function Page() {
  return (
    <SignedIn>
      <AccountPage />
    </SignedIn>
  );
}
