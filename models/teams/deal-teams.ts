import { randomNumbers } from "../competition/random-numbers.ts";
import { shuffled } from "../random/shuffled.ts";
import type { Teamwork } from "./teamwork.ts";

/** A team that is there and has handed in nothing. */
type Standing = { id: string; size: number };

type Dealt = {
  /** Who goes into a team that is there, by its id. */
  joining: Map<string, string[]>;
  /** Teams that are to be made. */
  teams: string[][];
  /** For whom there is no place: too few for a team of their own. */
  left: string[];
};

/**
 * Deals people into teams by chance. Teams that are too small are filled up first; the others make new teams, as large as may be,
 * whose sizes differ by one at most; who is left over then goes where there is a place.
 * @param seed 32 hexadecimal digits: the same people, teams and seed give the same.
 */
export function dealTeams(
  people: readonly string[],
  standing: readonly Standing[],
  { minSize, maxSize, seed }: Pick<Teamwork, "minSize" | "maxSize"> & { seed: string },
): Dealt {
  const waiting = shuffled(people.toSorted(), randomNumbers(seed));
  const sizes = new Map(standing.map(({ id, size }) => [id, size]));
  const joining = new Map<string, string[]>();

  function fill(id: string, upTo: number): void {
    while ((sizes.get(id) ?? 0) < upTo) {
      const next = waiting.pop();
      if (next === undefined) return;
      sizes.set(id, (sizes.get(id) ?? 0) + 1);
      joining.set(id, [...(joining.get(id) ?? []), next]);
    }
  }

  for (const { id } of standing) fill(id, minSize);
  const teams: string[][] = [];
  // As few and large as may be: where those would be too small still, all of them would be.
  const count = Math.ceil(waiting.length / maxSize);
  if (waiting.length > 0 && Math.floor(waiting.length / count) >= minSize) {
    for (let made = 0; made < count; made += 1) {
      teams.push(waiting.splice(0, Math.ceil(waiting.length / (count - made))));
    }
  } else {
    const whole = Math.floor(waiting.length / maxSize);
    for (let made = 0; made < whole; made += 1) teams.push(waiting.splice(0, maxSize));
  }
  // One to each in turn, so that none grows before the others.
  for (let size = minSize + 1; size <= maxSize; size += 1) for (const { id } of standing) fill(id, size);
  return { joining, teams, left: waiting };
}
