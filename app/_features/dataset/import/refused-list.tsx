import type { ImportReport } from "#models/datasets/import/import-report.ts";
import { formatCount } from "#app/_lib/format-count.ts";

const SHOWN = 5;

/** Files that cannot be used, each with its reason: the first at once, all that are told of on demand. */
export function RefusedList({ refused: { count, files } }: { refused: ImportReport["refused"] }) {
  const rest = files.slice(SHOWN);
  const untold = count - files.length;
  return (
    <section className="flex flex-col gap-1.5 text-[0.8125rem]">
      <h3 className="text-sm font-medium">
        {count === 1 ? "1 file that cannot be used" : `${formatCount(count)} files that cannot be used`}
      </h3>
      <Files files={files.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer text-primary-text">Show {formatCount(rest.length)} more</summary>
          <Files files={rest} />
          {untold > 0 && <p className="text-muted-foreground">and {formatCount(untold)} others</p>}
        </details>
      )}
    </section>
  );
}

function Files({ files }: { files: ImportReport["refused"]["files"] }) {
  return (
    <ul>
      {files.map(({ name, reason }) => (
        <li key={`${name} ${reason}`} className="py-0.5 break-words">
          <span className="font-mono">{name}</span> <span className="text-muted-foreground">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
