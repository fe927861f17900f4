import { formatCount } from "./format-count.ts";

/** `1 run`, `2 runs`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
