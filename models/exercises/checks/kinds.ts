/** On whose grounds each is judged: the graph alone, the settings, the scores. */
export const CHECK_GROUNDS = {
  "max-params": "graph",
  "has-layer": "graph",
  "no-layer": "graph",
  "conv-then-pool": "graph",
  "no-dense-before-flatten": "graph",
  accuracy: "behaviour",
  "macro-f1": "behaviour",
  "class-recall": "behaviour",
  gap: "behaviour",
  seed: "process",
  "early-stopping": "process",
  "max-epochs": "process",
} as const satisfies Record<string, "graph" | "behaviour" | "process">;

export const CHECK_KINDS = Object.keys(CHECK_GROUNDS) as (keyof typeof CHECK_GROUNDS)[];
