/** What a file is. */
export type FileKind = "network" | "dataset" | "picture";

/** What is said of one file. */
export type Finding = {
  /** Whether Strata would take it. */
  isTaken: boolean;
  /** What `--json` prints. */
  report: { file: string; kind?: FileKind; [more: string]: unknown };
  /** What is printed without `--json`. */
  lines: readonly string[];
};

/** Reads a file of its kind by the code that the pages use. @throws UsageError where the file cannot be read at all. */
export type Inspect = (file: string) => Promise<Finding>;

/** A file that is not taken as a whole, in one sentence. */
export function refusedFinding(file: string, kind: FileKind | null, refused: string): Finding {
  return {
    isTaken: false,
    report: { file, ...(kind === null ? {} : { kind }), refused },
    lines: [`${file}: ${kind === null ? "refused" : `a ${kind}, refused`}. ${refused}`],
  };
}
