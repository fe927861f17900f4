import type { Metadata } from "next";
import { SignInForm } from "#app/_features/auth/sign-in-form.tsx";
import { safeNext } from "#app/_lib/safe-next.ts";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[]; made?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, made } = await searchParams;
  return (
    <SignInForm next={safeNext(typeof next === "string" ? next : null)} isFromSignUp={made !== undefined} />
  );
}
