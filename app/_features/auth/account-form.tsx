import Link from "next/link";
import type { ReactNode, SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { AuthCard } from "./auth-card.tsx";
import { FormError } from "./form-error.tsx";

type AccountFormProps = {
  title: string;
  lead: string;
  /** What the button says. */
  action: string;
  /** To the other form, for who is on the wrong one. */
  other: { question: string; href: string; label: string };
  form: { failure: string | undefined; isBusy: boolean; handleSubmit: (event: SubmitEvent) => void };
  children: ReactNode;
};

export function AccountForm({ title, lead, action, other, form, children }: AccountFormProps) {
  return (
    <AuthCard
      title={title}
      lead={lead}
      footer={
        <>
          {other.question}{" "}
          <Link
            href={other.href}
            className="font-medium text-primary-text underline-offset-4 hover:underline"
          >
            {other.label}
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={form.handleSubmit} className="flex flex-col gap-4">
        <FormError>{form.failure}</FormError>
        {children}
        <Button type="submit" size="lg" isBusy={form.isBusy} className="mt-1">
          {action}
        </Button>
      </form>
    </AuthCard>
  );
}
