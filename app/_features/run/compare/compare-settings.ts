import { formatRank } from "#models/tasks/format-rank.ts";
import { fieldsFor } from "#models/tasks/fields-for.ts";
import { inSentence } from "#models/tasks/in-sentence.ts";
import { taskOf } from "#models/tasks/index.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import { HYPER_PARAMETER_FIELDS, isApplicable } from "#models/training/hyper-parameter-fields.ts";
import { DEFAULTS } from "#models/training/hyper-parameter-defaults.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { formatClock } from "../curves/format-clock.ts";
import { valueText } from "../training-facts.ts";
import type { ComparedRun } from "./compared-run.ts";

/** One line of a table with a column for each run. */
export type ComparedRow = {
  name: string;
  values: string[];
  isDifferent: boolean;
  /** Which of them is best, where that can be said; level ones are both. */
  best: readonly number[];
};

const NONE = "–";

function rowOf(name: string, values: string[], best: readonly number[] = []): ComparedRow {
  return { name, values, isDifferent: new Set(values).size > 1, best };
}

/** What each run was trained on and how: all that every run shows, and of the rest what one of them has set. */
export function settingRows(runs: readonly ComparedRun[]): ComparedRow[] {
  const names = new Set(runs.flatMap(({ details }) => fieldsFor(details.target).map(({ name }) => name)));
  const fields = HYPER_PARAMETER_FIELDS.filter(({ name }) => names.has(name)).filter(
    ({ group, name }) =>
      group === "basic" || runs.some(({ details }) => details.hyperParameters[name] !== DEFAULTS[name]),
  );
  const of = (name: string, tell: (run: ComparedRun) => string) => rowOf(name, runs.map(tell));
  return [
    of("Dataset", ({ details }) => details.datasetTitle),
    of("Parameters", ({ details }) => formatCount(details.params)),
    of("Begins from", ({ details }) => details.startedFrom?.source ?? "Fresh weights"),
    of("Multiply-adds", ({ details }) => formatCountShort(details.macs)),
    ...fields
      .map((field) =>
        of(field.label, ({ details: { hyperParameters, target } }) => {
          const own = fieldsFor(target).find(({ name }) => name === field.name);
          if (own === undefined || !isApplicable(own, hyperParameters)) return NONE;
          const value = hyperParameters[field.name];
          if (own.kind === "boolean") return value === true ? "On" : "Off";
          return value === null ? "Off" : valueText(own, value);
        }),
      )
      .filter(({ values }) => values.some((value) => value !== NONE)),
  ];
}

/** What came of each run. Of measures, which is best: only where all were measured on the same pictures. */
export function resultRows(runs: readonly ComparedRun[]): ComparedRow[] {
  const [first] = runs;
  if (first === undefined) return [];
  const task = taskOf(first.details.target);
  const isOneTask = runs.every(({ details }) => details.target.task === first.details.target.task);
  const isOneSplit = runs.every(({ details }) => details.datasetVersionId === first.details.datasetVersionId);
  const measures = isOneTask ? [...task.metrics(first.details.target), task.lossMetric] : [];
  const { tieBreak } = task.ranking(first.details.target);
  const measured = (split: "test" | "validation") =>
    measures.map((metric) => {
      const numbers = runs.map(({ result }) => {
        const value = result?.[split]?.[metric.name];
        return typeof value === "number" ? value : Number.NaN;
      });
      return rowOf(
        `${split === "test" ? "Test" : "Validation"} ${inSentence(metric.label)}`,
        numbers.map((value) => metric.format(value)),
        isOneSplit ? bestOf(numbers, metric.direction) : [],
      );
    });
  const isTieBreakShown = isOneTask && !measures.some(({ label }) => label === tieBreak.label);
  const seconds = runs.map(({ history }) => history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0));
  return [
    ...measured("test"),
    ...(isTieBreakShown
      ? [
          rowOf(
            `Test ${inSentence(tieBreak.label)}`,
            runs.map(({ details }) => formatRank(tieBreak, details.tieBreak)),
            isOneSplit
              ? bestOf(
                  runs.map(({ details }) => details.tieBreak ?? Number.NaN),
                  "higher",
                )
              : [],
          ),
        ]
      : []),
    ...measured("validation"),
    rowOf(
      "Best epoch",
      runs.map(({ history }) => (history.bestEpoch === null ? NONE : String(history.bestEpoch))),
    ),
    rowOf(
      "Epochs done",
      runs.map(({ history, details }) => `${history.epochs.length} of ${details.epochs}`),
    ),
    rowOf(
      "Time in epochs",
      seconds.map((sum) => (sum === 0 ? NONE : formatClock(sum))),
      bestOf(
        seconds.map((sum) => (sum === 0 ? Number.NaN : sum)),
        "lower",
      ),
    ),
    rowOf(
      "Memory",
      runs.map(({ details }) =>
        details.peakMemoryBytes === null ? NONE : formatMemory(details.peakMemoryBytes),
      ),
    ),
  ];
}

function bestOf(numbers: readonly number[], direction: "higher" | "lower"): number[] {
  const known = numbers.filter((value) => Number.isFinite(value));
  if (known.length < 2) return [];
  const best = direction === "higher" ? Math.max(...known) : Math.min(...known);
  if (known.every((value) => value === best)) return [];
  return numbers.flatMap((value, place) => (value === best ? [place] : []));
}
