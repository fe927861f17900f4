import type { PictureSplit } from "#models/datasets/import/import-options.ts";

export const SIDES = [32, 48, 64, 96, 128, 160, 192, 224] as const;

export function splitOfRule(rule: PictureSplit["rule"]): PictureSplit {
  if (rule !== "seeded") return { rule };
  return { rule, seed: 1, validationPercent: 20, testPercent: 20 };
}
