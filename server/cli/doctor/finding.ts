/** `missing`: Strata cannot run so. `absent`: something optional is not here. `note`: it runs, with something to know. */
export type FindingState = "good" | "note" | "absent" | "missing";

/** One thing about this machine. */
export type Finding = {
  name: string;
  state: FindingState;
  /** What is here, in one line. */
  detail: string;
  /** What to do about it. */
  advice?: string;
  /** The same for machines. */
  data: Record<string, unknown>;
};

export type Section = { title: string; findings: Finding[] };
