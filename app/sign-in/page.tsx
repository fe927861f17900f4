import type { Metadata } from "next";
import { SignInForm, type SignInNotice } from "#app/_features/auth/sign-in-form.tsx";
import { safeNext } from "#app/_lib/safe-next.ts";

export const metadata: Metadata = { title: "Sign in" };

const NOTICES: readonly SignInNotice[] = ["from-sign-up", "from-reset", "account-deleted"];

type SignInPageProps = { searchParams: Promise<{ next?: string | string[]; notice?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, notice } = await searchParams;
  return (
    <SignInForm
      next={safeNext(typeof next === "string" ? next : null)}
      notice={NOTICES.find((each) => each === notice) ?? null}
    />
  );
}
