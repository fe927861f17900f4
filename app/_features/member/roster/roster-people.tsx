import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { cn } from "#app/_lib/cn.ts";

/** The last two only where a learning platform says who is there. */
const STANDINGS = {
  new: { label: "Will be invited", tone: "success" },
  invited: { label: "Invited already", tone: "neutral" },
  member: { label: "Is here already", tone: "neutral" },
  silent: { label: "Comes by the platform", tone: "info" },
  left: { label: "Not active there", tone: "warning" },
} as const satisfies Record<string, { label: string; tone: BadgeTone }>;

type RosterPerson = { id: string; name: string; email: string | null; standing: keyof typeof STANDINGS };

/** Who stands in a roster, and what comes of each. */
export function RosterPeople({ people, className }: { people: readonly RosterPerson[]; className: string }) {
  return (
    <ul
      aria-label="People of the roster"
      className={cn("divide-y divide-border overflow-y-auto rounded-md border border-border", className)}
    >
      {people.map(({ id, name, email, standing }) => (
        <li key={id} className="flex items-center gap-3 px-3 py-1.5">
          <span className="flex min-w-0 flex-1 flex-wrap gap-x-1.5">
            <span className="max-w-full truncate">{name}</span>
            <span className="max-w-full truncate text-muted-foreground">{email}</span>
          </span>
          <Badge tone={STANDINGS[standing].tone}>{STANDINGS[standing].label}</Badge>
        </li>
      ))}
    </ul>
  );
}
