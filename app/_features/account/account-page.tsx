"use client";

import { useQuery } from "@tanstack/react-query";
import { useSession } from "#app/_lib/session.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { FormNotice } from "#app/_features/auth/form-notice.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { DeleteAccountCard } from "./delete-account-card.tsx";
import { PasswordCard } from "./password-card.tsx";
import { ProfileCard } from "./profile-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";

export function AccountPage() {
  const trpc = useTRPC();
  const { data: session } = useSession();
  const { data: account } = useQuery(trpc.account.get.queryOptions());
  if (session === null) return null;
  const { user } = session;
  const isDemo = account?.isDemo === true;
  const hasPassword = account?.hasPassword !== false;
  return (
    <PageContainer className="max-w-3xl min-[1600px]:max-w-3xl">
      <PageHeader title="Your account" description={user.email ?? "Opened from your learning platform"} />
      {isDemo && (
        <FormNotice>
          This is a demo account that others sign in to as well: its password stays, and it cannot be deleted.
        </FormNotice>
      )}
      <ProfileCard user={{ name: user.name, image: user.image ?? null }} />
      {!isDemo && hasPassword && <PasswordCard owner={{ name: user.name, email: user.email ?? "" }} />}
      <SessionsCard links={account?.passwordLinks ?? []} />
      {!isDemo && <DeleteAccountCard hasPassword={hasPassword} />}
    </PageContainer>
  );
}
