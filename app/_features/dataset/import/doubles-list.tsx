import type { ImportReport, PictureCopy } from "#models/datasets/import/import-report.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { formatCount } from "#app/_lib/format-count.ts";

type DoublesListProps = { title: string; doubles: ImportReport["exact"]; none: string; note?: string };

/** Pictures that are there more than once: across splits they make the test too easy. */
export function DoublesList({ title, doubles, none, note }: DoublesListProps) {
  const { pictures, acrossSplits, contradictory, groups } = doubles;
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="flex flex-wrap items-center gap-2 text-sm font-medium">
        {title}
        {acrossSplits > 0 && <Badge tone="warning">{formatCount(acrossSplits)} across splits</Badge>}
        {contradictory > 0 && <Badge tone="destructive">{formatCount(contradictory)} with two labels</Badge>}
      </h3>
      <p className="text-[0.8125rem] text-muted-foreground">
        {pictures === 0
          ? none
          : `${formatCount(pictures)} ${pictures === 1 ? "picture has" : "pictures have"} a double.`}
        {acrossSplits > 0 && " What is trained on is asked again in validation or in the test."} {note}
      </p>
      {groups.length > 0 && (
        <details className="text-[0.8125rem]">
          <summary className="cursor-pointer text-primary-text">Show them</summary>
          <ul aria-label={title}>
            {groups.map((group) => (
              <li key={group.map(({ name }) => name).join("|")} className="py-0.5 break-words">
                {group.map((copy) => (
                  <Copy key={copy.name} copy={copy} />
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Copy({ copy: { name, label, split } }: { copy: PictureCopy }) {
  return (
    <span className="mr-3 inline-block">
      <span className="font-mono">{name}</span>{" "}
      <span className="text-muted-foreground">
        {label}, {split}
      </span>
    </span>
  );
}
