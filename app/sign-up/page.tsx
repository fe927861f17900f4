import type { Metadata } from "next";
import { SignUpForm } from "#app/_features/auth/sign-up-form.tsx";
import { safeNext } from "#app/_lib/safe-next.ts";

export const metadata: Metadata = { title: "Sign up" };

type SignUpPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const { next } = await searchParams;
  return <SignUpForm next={safeNext(typeof next === "string" ? next : null)} />;
}
