import { createTexture } from "../noise.ts";
import type { Random } from "../random.ts";

export type Clouds = {
  /** Opacity at a pixel of the picture, 0 for blue sky to 1, `time` frames after the first one. */
  opacityAt: (x: number, y: number, time: number) => number;
  /** How the clouds move, in pixels a frame. */
  wind: readonly [x: number, y: number];
};

/** A cloud's border, in steps of the texture below, so that it fades within a few pixels. */
const SOFTNESS = 0.12;

/** A layer of clouds, anything from a few flakes to a closed cover, that a steady wind carries along without changing it. */
export function createClouds(random: Random): Clouds {
  const texture = createTexture(random, random.between(18, 34), 3);
  const threshold = random.between(-0.55, 0.55);
  const density = random.between(0.6, 1);
  const speed = random.between(4, 8);
  const heading = random.between(0, 2 * Math.PI);
  const wind = [speed * Math.cos(heading), speed * Math.sin(heading)] as const;
  return {
    wind,
    opacityAt(x, y, time) {
      const height = texture(x - wind[0] * time, y - wind[1] * time);
      const t = Math.min(1, Math.max(0, (height - threshold) / (2 * SOFTNESS) + 0.5));
      return density * t * t * (3 - 2 * t);
    },
  };
}
