import type { ReactNode } from "react";

/** What a form says before anything is typed, or instead of being filled in again. */
export function FormNotice({ children }: { children: ReactNode }) {
  return (
    <output className="block rounded-md bg-muted px-3 py-2 text-sm text-muted-foreground">{children}</output>
  );
}
