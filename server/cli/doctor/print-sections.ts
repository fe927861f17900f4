import type { Finding, FindingState, Section } from "./finding.ts";

const MARK = { good: "✓", note: "!", absent: "-", missing: "✗" } as const satisfies Record<
  FindingState,
  string
>;

/** What Strata cannot run without. */
export function findMissing(sections: readonly Section[]): Finding[] {
  return sections.flatMap(({ findings }) => findings.filter(({ state }) => state === "missing"));
}

/** Aligned lines: a mark, the name, what is here, and under it what to do. */
export function formatSections(sections: readonly Section[]): string {
  const names = sections.flatMap(({ findings }) => findings.map(({ name }) => name.length));
  const width = Math.max(...names);
  const lines = sections.flatMap(({ title, findings }) => [
    title,
    ...findings.flatMap(({ name, state, detail, advice }) => [
      `  ${MARK[state]} ${name.padEnd(width)}  ${detail}`,
      ...(advice === undefined ? [] : [`    ${" ".repeat(width)}  → ${advice}`]),
    ]),
    "",
  ]);
  const missing = findMissing(sections);
  const verdict =
    missing.length === 0
      ? "Strata can run here."
      : `Strata cannot run here yet: see ${missing.map(({ name }) => name).join(", ")} above.`;
  return `${[...lines, verdict].join("\n")}\n`;
}
