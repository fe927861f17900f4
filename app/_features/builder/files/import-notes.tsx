const MOST = 4;

/** What a file of another program did not bring along. */
export function ImportNotes({ notes }: { notes: readonly string[] }) {
  const more = notes.length - MOST;
  return (
    <ul className="flex flex-col gap-0.5">
      <li>The layers are here, the weights are not: training begins anew.</li>
      {notes.slice(0, MOST).map((note) => (
        <li key={note}>{note}.</li>
      ))}
      {more > 0 && <li>And {more} more.</li>}
    </ul>
  );
}
