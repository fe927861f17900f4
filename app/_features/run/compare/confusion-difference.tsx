"use client";

import { formatClassName } from "#app/_lib/format-class-name.ts";
import { cn } from "#app/_lib/cn.ts";
import { heat } from "../results/classification/confusion.ts";
import { heatInk } from "../results/heat-ink.ts";

type ConfusionDifferenceProps = {
  /** How many tiles more the second run put there: `[actual][called]`. */
  cells: number[][];
  classes: readonly string[];
  /** Tiles of each class. */
  support: readonly number[];
  names: readonly [base: string, other: string];
};

/** One confusion matrix less another. Blue is better: more tiles right, or fewer called something else. */
export function ConfusionDifference({
  cells,
  classes,
  support,
  names: [base, other],
}: ConfusionDifferenceProps) {
  return (
    <section aria-labelledby="difference-title" className="min-w-0">
      <h3 id="difference-title" className="mb-3 font-semibold">
        Confusion matrix of {other} less that of {base}
      </h3>
      {/* A region that scrolls can be reached and scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="overflow-x-auto pb-1" tabIndex={0} aria-labelledby="difference-title">
        <table className="w-full min-w-[33rem] table-fixed border-separate border-spacing-px text-xs tabular-nums">
          <thead>
            <tr>
              <th className="sticky left-0 z-10 w-24 bg-card pr-2 text-right align-bottom font-normal text-muted-foreground">
                <span className="block">actual ↓</span>
                <span className="block">called →</span>
              </th>
              {classes.map((name) => (
                <th key={name} scope="col" className="h-24 align-bottom font-medium text-muted-foreground">
                  <span className="inline-block max-h-24 rotate-180 text-left leading-tight [writing-mode:vertical-rl]">
                    {formatClassName(name)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, actual) => (
              <tr key={classes[actual]}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 bg-card pr-2 text-right leading-tight font-medium text-muted-foreground"
                >
                  {formatClassName(classes[actual] ?? "")}
                </th>
                {row.map((change, called) => {
                  const isBetter = (actual === called) === change > 0;
                  const kind = isBetter ? "right" : "wrong";
                  const percent = Math.round(
                    heat(Math.abs(change) / Math.max(1, support[actual] ?? 0)) * 100,
                  );
                  return (
                    <td
                      key={classes[called]}
                      title={sentence(change, { actual: classes[actual], called: classes[called] })}
                      className={cn("h-9 rounded-xs text-center", heatInk(percent, kind))}
                      style={{
                        backgroundColor: `color-mix(in oklab, var(--heat-${kind}) ${percent}%, var(--heat-none))`,
                      }}
                    >
                      {change === 0 ? "" : `${change > 0 ? "+" : "−"}${Math.abs(change)}`}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-2 text-xs text-muted-foreground">
        Tiles of the test split. Blue is better in {other}: more are right, or fewer are called something
        else; orange is worse.
      </p>
    </section>
  );
}

function sentence(
  change: number,
  { actual = "?", called = "?" }: { actual?: string | undefined; called?: string | undefined },
): string {
  const what = actual === called ? "recognised" : `called ${formatClassName(called)}`;
  const many = change === 0 ? "as many" : `${Math.abs(change)} ${change > 0 ? "more" : "fewer"}`;
  return `${formatClassName(actual)} tiles ${what}: ${many}`;
}
