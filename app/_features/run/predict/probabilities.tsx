import { Check, X } from "lucide-react";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { cn } from "#app/_lib/cn.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";

type ProbabilitiesProps = {
  probabilities: number[];
  classes: string[];
  /** The tile's label; null for an uploaded picture. */
  actual: number | null;
};

export function Probabilities({ probabilities, classes, actual }: ProbabilitiesProps) {
  const ranked = probabilities
    .map((probability, index) => ({ probability, index }))
    .toSorted((a, b) => b.probability - a.probability);
  const called = ranked[0]?.index ?? null;
  return (
    <div>
      <p className="mb-3 flex min-h-6 flex-wrap items-center gap-x-2 text-sm">
        <Verdict called={called} actual={actual} classes={classes} />
      </p>
      <ol className="space-y-1.5" aria-label="Probabilities">
        {ranked.map(({ probability, index }) => (
          <li
            key={index}
            className="grid grid-cols-[8.5rem_1fr_3.75rem] items-center gap-2 text-sm sm:grid-cols-[11rem_1fr_4rem]"
          >
            <span
              className={cn("truncate", index === called && "font-medium")}
              title={formatClassName(classes[index] ?? "")}
            >
              {formatClassName(classes[index] ?? "")}
              {index === actual && (
                <>
                  {" "}
                  <Check aria-hidden className="text-success-text inline size-4 align-text-bottom" />
                  <span className="sr-only">, the actual class</span>
                </>
              )}
            </span>
            <span aria-hidden className="bg-muted h-3 overflow-hidden rounded-sm">
              <span
                className={cn(
                  "block h-full min-w-px rounded-sm transition-[width] duration-200",
                  barColor(index, { called, actual }),
                )}
                style={{ width: `${probability * 100}%` }}
              />
            </span>
            <span className="num text-right">{formatPercent(probability)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function barColor(
  index: number,
  { called, actual }: { called: number | null; actual: number | null },
): string {
  if (index === actual) {
    return "bg-success";
  }
  if (index !== called) {
    return "bg-border-strong";
  }
  return actual === null ? "bg-primary" : "bg-chart-validation";
}

function Verdict({
  called,
  actual,
  classes,
}: {
  called: number | null;
  actual: number | null;
  classes: string[];
}) {
  const name = (index: number | null) => formatClassName(classes[index ?? -1] ?? "?");
  if (actual === null) {
    return (
      <span>
        Called <strong className="font-semibold">{name(called)}</strong>
      </span>
    );
  }
  if (called === actual) {
    return (
      <>
        <Check aria-hidden className="text-success-text size-4" />
        <span>
          Called <strong className="font-semibold">{name(called)}</strong>, and that is right
        </span>
      </>
    );
  }
  return (
    <>
      <X aria-hidden className="text-destructive-text size-4" />
      <span>
        Called <strong className="font-semibold">{name(called)}</strong>, but it is{" "}
        <strong className="font-semibold">{name(actual)}</strong>
      </span>
    </>
  );
}
