import type { ImportOptions } from "./import-options.ts";

/** What a person is offered at first. */
export const DEFAULT_CHOICES: ImportOptions = {
  kind: "pictures",
  side: 64,
  fit: "crop",
  colour: "colour",
  split: { rule: "seeded", seed: 1, validationPercent: 20, testPercent: 20 },
  faults: "leave-out",
  quantity: "Value",
  unit: "",
};
