import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";

type FormSectionProps = { title: string; hint?: string; children: ReactNode };

export function FormSection({ title, hint, children }: FormSectionProps) {
  return (
    <Card aria-label={title}>
      <CardHeader className="flex-wrap">
        <CardTitle>{title}</CardTitle>
        {hint !== undefined && <span className="text-[0.8125rem] text-muted-foreground">{hint}</span>}
      </CardHeader>
      <CardContent className="flex flex-col gap-4">{children}</CardContent>
    </Card>
  );
}
