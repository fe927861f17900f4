import { Compass } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "./_ui/button-link.tsx";
import { EmptyState } from "./_ui/empty-state.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <EmptyState
      className="flex-1"
      icon={<Compass />}
      title="There is no such page"
      action={<ButtonLink href="/">Back to the start</ButtonLink>}
    >
      The address may be old or mistyped.
    </EmptyState>
  );
}
