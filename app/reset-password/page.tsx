import type { Metadata } from "next";
import { ResetPasswordForm } from "#app/_features/auth/reset-password-form.tsx";

export const metadata: Metadata = { title: "Choose a new password" };

export default function Page() {
  return <ResetPasswordForm />;
}
