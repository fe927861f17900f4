import type { StartingPoint } from "#models/weights/starting-point.ts";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";

const MOST = 4;

/** What a file of another program did not bring along. */
export function ImportNotes({ notes, start }: { notes: readonly string[]; start: StartingPoint | null }) {
  const more = notes.length - MOST;
  return (
    <ul className="flex flex-col gap-0.5">
      <li>
        {start === null
          ? "The layers are here, the weights are not: training begins anew."
          : `Training starts from ${tellStartingPoint(start)}.`}
      </li>
      {notes.slice(0, MOST).map((note) => (
        <li key={note}>{note}.</li>
      ))}
      {more > 0 && <li>And {more} more.</li>}
    </ul>
  );
}
