import type { ImportOptions, PictureSplit } from "#models/datasets/import/import-options.ts";

export const SIDES = [32, 48, 64, 96, 128, 160, 192, 224] as const;

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

export function splitOfRule(rule: PictureSplit["rule"]): PictureSplit {
  if (rule !== "seeded") return { rule };
  return { rule, seed: 1, validationPercent: 20, testPercent: 20 };
}
