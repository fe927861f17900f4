import type { RosterPreview } from "#server/contract/roster.ts";
import { RosterPeople } from "./roster-people.tsx";

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
        <RosterPeople
          people={people.map((person) => ({ ...person, id: String(person.line) }))}
          className="max-h-60"
        />
      )}
    </div>
  );
}
