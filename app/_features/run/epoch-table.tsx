"use client";

import { inSentence } from "#models/tasks/in-sentence.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { RunHistory } from "#server/contract/run-history.ts";
import { exampleWord, RATE_NAMES } from "./example-word.ts";
import { formatLearningRate } from "./format.ts";

type EpochTableProps = {
  history: RunHistory;
  target: TaskTarget;
  /** Undefined while it is not known. */
  dataset: Pick<DatasetInfo, "frames" | "columns"> | undefined;
};

/** The numbers behind the curves. */
export function EpochTable({ history, target, dataset }: EpochTableProps) {
  const { epochs, bestEpoch } = history;
  const task = taskOf(target);
  const measures = [task.lossMetric, ...task.metrics(target)];
  if (epochs.length === 0) {
    return null;
  }
  // It is told above where it stays the same.
  const hasSchedule = new Set(epochs.map(({ learningRate }) => learningRate)).size > 1;
  const columns = [
    "Epoch",
    ...measures.map(({ label }) => label),
    ...measures.map(({ label }) => `Validation ${inSentence(label)}`),
    "Seconds",
    RATE_NAMES[dataset === undefined ? "tile" : exampleWord(dataset)],
    ...(hasSchedule ? ["Learning rate"] : []),
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle id="epochs-title">Epochs</CardTitle>
      </CardHeader>
      {/* A region that scrolls can be reached and scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="max-h-112 overflow-auto" tabIndex={0} aria-labelledby="epochs-title">
        <table className="num w-full min-w-[40rem] text-right text-sm" aria-labelledby="epochs-title">
          <thead className="bg-card sticky top-0 text-xs">
            <tr className="shadow-[inset_0_-1px_var(--border)]">
              {columns.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="text-muted-foreground px-4 py-2 font-medium first:text-left"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {epochs.map((row) => (
              <tr key={row.epoch} className="h-10 border-border border-t first:border-t-0">
                <th scope="row" className="px-4 text-left font-medium whitespace-nowrap">
                  <span className="inline-block min-w-6">{row.epoch}</span>{" "}
                  {row.epoch === bestEpoch && <Badge tone="primary">best</Badge>}
                </th>
                {([row.train, row.validation] as const).flatMap((split, place) =>
                  measures.map(({ name, format }) => (
                    <td key={`${place}-${name}`} className="px-4 whitespace-nowrap">
                      {format(split[name] ?? Number.NaN)}
                    </td>
                  )),
                )}
                <td className="px-4">{row.seconds.toFixed(1)}</td>
                <td className="px-4">{formatCount(row.imagesPerSecond)}</td>
                {hasSchedule && <td className="px-4">{formatLearningRate(row.learningRate)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
