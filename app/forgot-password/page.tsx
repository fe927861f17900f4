import type { Metadata } from "next";
import { ForgotPasswordForm } from "#app/_features/auth/forgot-password-form.tsx";

export const metadata: Metadata = { title: "A new password" };

export default function Page() {
  return <ForgotPasswordForm />;
}
