import { Badge } from "#app/_ui/badge.tsx";

/** Under which licence; whoever offers a service with one of the AGPL owes its source to those who use it. */
export function LicenceLine({ licence, isCopyleft }: { licence: string; isCopyleft: boolean }) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
      {isCopyleft && <Badge tone="warning">Copyleft</Badge>}
      <span className="min-w-0 break-words">{licence}</span>
    </p>
  );
}
