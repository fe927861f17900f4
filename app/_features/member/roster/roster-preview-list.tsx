import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import type { RosterPreview } from "#server/contract/roster.ts";

const STANDINGS: Record<RosterPreview["people"][number]["standing"], { label: string; tone: BadgeTone }> = {
  new: { label: "Will be invited", tone: "success" },
  invited: { label: "Invited already", tone: "neutral" },
  member: { label: "Is here already", tone: "neutral" },
};

/** What each line of a roster comes to. */
export function RosterPreviewList({ preview: { people, problems } }: { preview: RosterPreview }) {
  if (people.length === 0 && problems.length === 0) {
    return <p className="text-sm text-muted-foreground">There is nobody in it.</p>;
  }
  return (
    <div className="flex flex-col gap-3 text-sm">
      {problems.length > 0 && (
        <ul
          aria-label="Lines that cannot be used"
          className="flex max-h-40 flex-col gap-1 overflow-y-auto rounded-md bg-destructive-soft px-3 py-2 text-destructive-text"
        >
          {problems.map(({ line, message }) => (
            <li key={line} className="wrap-anywhere">
              <span className="num font-medium">Line {line}:</span> {message}
            </li>
          ))}
        </ul>
      )}
      {people.length > 0 && (
        <ul
          aria-label="People of the roster"
          className="max-h-60 divide-y divide-border overflow-y-auto rounded-md border border-border"
        >
          {people.map(({ line, name, email, standing }) => (
            <li key={line} className="flex items-center gap-3 px-3 py-1.5">
              <span className="min-w-0 flex-1 truncate">
                {name} <span className="text-muted-foreground">{email}</span>
              </span>
              <Badge tone={STANDINGS[standing].tone}>{STANDINGS[standing].label}</Badge>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
