import type { ImportReport } from "#models/datasets/import/import-report.ts";
import { formatCount } from "#app/_lib/format-count.ts";

const SHOWN = 5;

type Refused = ImportReport["refused"];

/** Files that cannot be used: what is wrong with many told once with its count, all that are told of by name on demand. */
export function RefusedList({ refused: { count, files, kinds } }: { refused: Refused }) {
  const isGrouped = kinds.some((kind) => kind.count > 1);
  const first = isGrouped ? [] : files.slice(0, SHOWN);
  const rest = files.slice(first.length);
  const untold = count - files.length;
  return (
    <section className="flex flex-col gap-1.5 text-[0.8125rem]">
      <h3 className="text-sm font-medium">
        {count === 1 ? "1 file that cannot be used" : `${formatCount(count)} files that cannot be used`}
      </h3>
      {isGrouped ? <Kinds kinds={kinds} /> : <Files files={first} />}
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer text-primary-text">
            {isGrouped ? `Show ${formatCount(rest.length)} by name` : `Show ${formatCount(rest.length)} more`}
          </summary>
          <Files files={rest} />
          {untold > 0 && <p className="text-muted-foreground">and {formatCount(untold)} others</p>}
        </details>
      )}
    </section>
  );
}

function Kinds({ kinds }: Pick<Refused, "kinds">) {
  return (
    <ul>
      {kinds.map(({ reason, count, names }) => (
        <li key={reason} className="py-0.5 break-words">
          {count > 1 && <span className="num font-medium">{formatCount(count)}: </span>}
          <span className="font-mono">{names[0]}</span>{" "}
          <span className="text-muted-foreground">{reason}</span>
          {count > 1 && <span className="text-muted-foreground">, and others like it</span>}
        </li>
      ))}
    </ul>
  );
}

function Files({ files }: Pick<Refused, "files">) {
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
