import type { StartingPoint } from "./starting-point.ts";

/** "Starts from weights of base.keras: 12 of 14 layers". */
export function tellStartingPoint({ source, layers, of }: StartingPoint): string {
  return `weights of ${source}: ${layers} of ${of} layers`;
}
