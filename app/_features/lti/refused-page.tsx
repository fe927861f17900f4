import { ShieldX } from "lucide-react";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { REFUSAL_TEXTS } from "./refusal-texts.ts";

/** Where a launch ends that was not let in. */
export function RefusedPage({ why }: { why: string }) {
  const text = Object.entries(REFUSAL_TEXTS).find(([reason]) => reason === why)?.[1];
  return (
    <PageContainer>
      <EmptyState
        icon={<ShieldX />}
        title="You were not let in"
        action={<ButtonLink href="/">Home</ButtonLink>}
      >
        {text ?? "Open the link in your course once more."}
      </EmptyState>
    </PageContainer>
  );
}
