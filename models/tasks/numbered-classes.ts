import type { ClassificationTarget } from "./target.ts";

/** So many classes, where only their number matters: in estimates, benchmarks and tests. */
export function numberedClasses(count: number): ClassificationTarget {
  return { task: "classification", classes: Array.from({ length: count }, (_, index) => `Class${index}`) };
}
