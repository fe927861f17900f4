import type { ReactNode } from "react";
import { Card } from "#app/_ui/card.tsx";

type AuthCardProps = { title: string; lead: string; children: ReactNode; footer: ReactNode };

export function AuthCard({ title, lead, children, footer }: AuthCardProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-4 py-10">
      <Card className="flex w-full max-w-96 flex-col gap-6 p-6 sm:p-8">
        <div className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="text-sm text-muted-foreground">{lead}</p>
        </div>
        {children}
      </Card>
      <p className="mt-5 text-sm text-muted-foreground">{footer}</p>
    </div>
  );
}
