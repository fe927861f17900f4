import type { ReactNode } from "react";

type ScoreFrameProps = {
  /** What a board orders by, and its value, large. */
  label: string;
  value: ReactNode;
  /** What to think of it. */
  children: ReactNode;
  /** What the list of the other measures is about. */
  about?: string;
  measures: readonly (readonly [name: string, value: string])[];
};

/** How a network's score is shown, whatever its task. */
export function ScoreFrame({ label, value, children, about, measures }: ScoreFrameProps) {
  return (
    <section aria-label="Score" className="grid gap-x-8 gap-y-4 sm:grid-cols-[auto_1fr] sm:items-center">
      <div>
        <p className="text-muted-foreground text-sm">{label}</p>
        <p className="text-5xl font-semibold tracking-tight whitespace-nowrap tabular-nums">{value}</p>
      </div>
      <div className="min-w-0 space-y-3">
        <p className="max-w-prose text-sm">{children}</p>
        <dl aria-label={about} className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          {measures.map(([name, measured]) => (
            <div key={name}>
              <dt className="text-muted-foreground text-xs">{name}</dt>
              <dd className="font-medium tabular-nums">{measured}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

/** Of the epoch whose weights were kept. */
export function keptFrom(bestEpoch: number | null): readonly [string, string] {
  return ["Weights kept from", bestEpoch === null ? "–" : `epoch ${bestEpoch}`];
}
