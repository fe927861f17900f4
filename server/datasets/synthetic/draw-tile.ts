import { TILE_SIZE } from "./ground.ts";
import type { DrawGround } from "./grounds.ts";
import type { Random } from "./random.ts";

/** One tile as a sensor would bring it: uint8 64 x 64 x 3, with haze, light and noise of its own. */
export function drawTile(random: Random, drawGround: DrawGround): Uint8Array {
  const ground = drawGround(random);
  const gain = random.between(0.8, 1.2);
  const haze = random.between(-0.04, 0.06);
  const noise = random.between(0.015, 0.045);
  const pixels = new Uint8Array(TILE_SIZE * TILE_SIZE * 3);
  let offset = 0;
  for (let y = 0; y < TILE_SIZE; y += 1) {
    for (let x = 0; x < TILE_SIZE; x += 1) {
      for (const level of ground(x, y)) {
        const seen = level * gain + haze + noise * (random.next() + random.next() - 1);
        pixels[offset] = Math.round(255 * Math.min(1, Math.max(0, seen)));
        offset += 1;
      }
    }
  }
  return pixels;
}
