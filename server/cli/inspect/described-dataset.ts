import type { Finding } from "./finding.ts";

type Counts = { train: number; validation: number; test: number };

/** What is said of a dataset, of which a refused one has reasons alone. */
export type Described = {
  isTaken: boolean;
  dataset?: "EuroSAT" | "own pictures" | "own time series";
  title?: string;
  /** Empty for values. */
  classes?: string[];
  /** Examples of each class, and of each split. */
  perClass?: Record<string, number>;
  counts?: Counts;
  /** Width and height of its pictures as they are packed; rows and columns of a window. */
  size?: [number, number];
  /** What cannot be used: each kind once, by the first, with how many there are of it. */
  refused: { name: string; reason: string; count: number }[];
  notes?: string[];
};

export function describeDataset(file: string, { isTaken, ...described }: Described): Finding {
  const { dataset, classes = [], counts, size = [], refused, notes = [] } = described;
  const what = isTaken ? `a dataset: ${described.title ?? dataset}` : "a dataset, refused";
  const reasons = refused.map(({ name, reason, count }) =>
    reason.startsWith(name) ? `  ${reason}` : `  ${name} ${reason}${count > 1 ? `, ${count} in all` : ""}`,
  );
  const told =
    counts === undefined
      ? []
      : [
          `  ${counts.train} train, ${counts.validation} validation, ${counts.test} test, of ${size.join(" x ")}`,
          ...(classes.length === 0 ? [] : [`  ${classes.length} classes: ${classes.join(", ")}`]),
        ];
  return {
    isTaken,
    report: { file, kind: "dataset", ...described, notes },
    lines: [`${file}: ${what}`, ...told, ...reasons, ...notes.map((note) => `  Note: ${note}`)],
  };
}
