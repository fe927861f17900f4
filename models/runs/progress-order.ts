import type { RunProgress } from "./run-state.ts";

/** Whether one progress is further than another: they come by several ways, and an older one may come later. */
export function isFurther(a: RunProgress, b: RunProgress): boolean {
  const left = placeOf(a);
  const right = placeOf(b);
  const differing = left.findIndex((value, index) => value !== right[index]);
  return differing !== -1 && (left[differing] ?? 0) > (right[differing] ?? 0);
}

/** Where in its run a progress is, most significant first. */
function placeOf({ attempt, phase, epoch, step }: RunProgress): number[] {
  const part = phase === "preparing" ? 0 : phase === "testing" ? 2 : 1;
  return [attempt, part, epoch, phase === "validating" ? 1 : 0, step];
}
