import { createTexture } from "./noise.ts";
import type { Random } from "./random.ts";

/** Red, green and blue, 0..1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What a place looks like: its colour at a pixel. */
export type Ground = (x: number, y: number) => Colour;

export const TILE_SIZE = 64;

/** Each class has its usual colour, and strays from it so far that colour alone does not tell the class. */
export function stray(random: Random, [red, green, blue]: Colour, amount: number): Colour {
  const light = random.between(-amount, amount);
  const drift = (): number => light + random.between(-amount, amount) * 0.5;
  return [red + drift(), green + drift(), blue + drift()];
}

export function shade([red, green, blue]: Colour, by: number): Colour {
  return [red + by, green + by, blue + by];
}

export function mix(from: Colour, to: Colour, t: number): Colour {
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, from[2] + (to[2] - from[2]) * t];
}

/** Distance in pixels along a random direction, from a random origin: the base of everything drawn in lines. */
export function randomAxis(random: Random): { along: Ruler; across: Ruler } {
  const angle = random.between(0, Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [originX, originY] = [random.between(16, 48), random.between(16, 48)];
  return {
    along: (x, y) => (x - originX) * cos + (y - originY) * sin,
    across: (x, y) => (y - originY) * cos - (x - originX) * sin,
  };
}
export type Ruler = (x: number, y: number) => number;

/** Open land for roads and rivers to run through: one of meadow, bare field or scrub. */
export function openLand(random: Random): Ground {
  const kinds: readonly Colour[] = [
    [0.36, 0.44, 0.3],
    [0.5, 0.43, 0.35],
    [0.3, 0.36, 0.28],
  ];
  const base = stray(random, kinds[random.whole(0, kinds.length - 1)] ?? [0.4, 0.4, 0.4], 0.1);
  const texture = createTexture(random, random.between(6, 30), 3);
  const strength = random.between(0.05, 0.16);
  return (x, y) => shade(base, strength * texture(x, y));
}
