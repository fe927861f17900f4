import { cn } from "#app/_lib/cn.ts";
import type { ComparedRow } from "./compare-settings.ts";
import type { ComparedRun } from "./compared-run.ts";
import { RunLetter } from "./run-name.tsx";

type CompareTableProps = {
  label: string;
  runs: readonly ComparedRun[];
  rows: readonly ComparedRow[];
  /** Of settings. Of results nearly all differ. */
  marksDifferences?: boolean;
};

/** One line a setting or a measure, one column a run. What differs is marked; of measures, what is best. */
export function CompareTable({ label, runs, rows, marksDifferences = false }: CompareTableProps) {
  return (
    // A region that scrolls can be reached and scrolled by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="overflow-x-auto" tabIndex={0} aria-label={label}>
      <table className="num w-full text-sm" aria-label={label}>
        <CompareHead runs={runs} />
        <tbody>
          {rows.map(({ name, values, best, ...row }) => {
            const isDifferent = marksDifferences && row.isDifferent;
            return (
              <tr key={name} className={cn("border-t border-border", isDifferent && "bg-warning-soft/60")}>
                <th
                  scope="row"
                  className="sticky left-0 w-40 bg-card px-4 py-2 text-left font-normal whitespace-nowrap text-muted-foreground max-sm:w-28 max-sm:whitespace-normal"
                >
                  {name}
                  {isDifferent && <span className="sr-only">, differs</span>}
                </th>
                {values.map((value, place) => (
                  <td
                    key={runs[place]?.letter}
                    className={cn("px-3 py-2", best.includes(place) && "font-semibold text-success-text")}
                  >
                    {value}
                    {best.includes(place) && <span className="sr-only">, best</span>}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function CompareHead({ runs }: Pick<CompareTableProps, "runs">) {
  return (
    <thead>
      <tr>
        <th scope="col" className="sticky left-0 w-40 bg-card max-sm:w-28">
          <span className="sr-only">What</span>
        </th>
        {runs.map(({ letter, color, details }) => (
          <th key={letter} scope="col" className="min-w-28 px-3 py-2 text-left font-medium">
            <span className="flex items-center gap-2">
              <RunLetter letter={letter} color={color} />
              <span className="max-w-44 truncate" title={details.name}>
                {details.name}
              </span>
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
