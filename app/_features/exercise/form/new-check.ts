import type { Check, CheckKind, CheckTest } from "#models/exercises/checks/check.ts";
import { CHECK_GROUNDS, CHECK_KINDS } from "#models/exercises/checks/kinds.ts";

/** What each begins with, for an instructor to change. */
const BEGINNINGS: { [Kind in CheckKind]: Extract<CheckTest, { kind: Kind }> } = {
  "max-params": { kind: "max-params", max: 100_000 },
  "has-layer": { kind: "has-layer", layer: "Conv2D", count: 1 },
  "no-layer": { kind: "no-layer", layer: "Dense" },
  "conv-then-pool": { kind: "conv-then-pool", count: 2 },
  "no-dense-before-flatten": { kind: "no-dense-before-flatten" },
  accuracy: { kind: "accuracy", min: 0.8 },
  "macro-f1": { kind: "macro-f1", min: 0.8 },
  "class-recall": { kind: "class-recall", className: "River", min: 0.7 },
  gap: { kind: "gap", max: 0.1 },
  seed: { kind: "seed", seed: 1 },
  "early-stopping": { kind: "early-stopping" },
  "max-epochs": { kind: "max-epochs", max: 10 },
};

const LABELS: Record<CheckKind, string> = {
  "max-params": "Number of parameters",
  "has-layer": "Uses a block",
  "no-layer": "Does without a block",
  "conv-then-pool": "Convolutions followed by pooling",
  "no-dense-before-flatten": "No Dense before Flatten",
  accuracy: "Accuracy on unseen tiles",
  "macro-f1": "Macro F1 on unseen tiles",
  "class-recall": "Recall of a class",
  gap: "Gap between training and validation",
  seed: "Seed",
  "early-stopping": "Early stopping",
  "max-epochs": "Number of epochs",
};

const GROUNDS = { graph: "The network", behaviour: "How it behaves", process: "How it was trained" } as const;

/** For a menu: the kinds by what they look at. */
export const CHECK_MENU = Object.entries(GROUNDS).map(([ground, label]) => ({
  label,
  kinds: CHECK_KINDS.filter((kind) => CHECK_GROUNDS[kind] === ground).map((kind) => ({
    kind,
    label: LABELS[kind],
  })),
}));

/** A check of its kind, with an id that no other has. */
export function newCheck(kind: CheckKind, others: readonly Check[]): Check {
  const taken = new Set(others.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number += 1;
  return { id: `${kind}-${number}`, test: BEGINNINGS[kind], points: 1, message: "" };
}
