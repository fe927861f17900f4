import { mix, shade, type Colour } from "../ground.ts";
import { createRandom } from "../random.ts";
import { isSky, SKY_FRAMES, SKY_SIZE, type Sky } from "./sky.ts";

const ZENITH: Colour = [0.16, 0.36, 0.74];
const HAZE: Colour = [0.62, 0.72, 0.82];
const GROUND: Colour = [0.07, 0.08, 0.07];
const SUNLIGHT: Colour = [1, 0.97, 0.86];
const LIT_CLOUD: Colour = [0.88, 0.89, 0.91];
const DENSE_CLOUD: Colour = [0.5, 0.52, 0.56];

/** Radius of the sun's disc in pixels, and how far its glow reaches. */
const DISC = 1.6;
const GLOW = 9;

/**
 * The pictures of a sky, one a frame: uint8 [64, 64, 12], the red, green and blue of the first frame, then those of the
 * second and so on.
 * @param seed of the camera's noise.
 */
export function drawSequence(sky: Sky, seed: number, index: number): Uint8Array {
  const noise = createRandom(seed, index, 1);
  const pixels = new Uint8Array(SKY_SIZE * SKY_SIZE * SKY_FRAMES * 3);
  // A camera that adapts its exposure, but not all the way: a low sun leaves the picture darker.
  const light = 0.45 + 0.55 * Math.sin((sky.sunHeight * Math.PI) / 180);
  let offset = 0;
  for (let y = 0; y < SKY_SIZE; y++) {
    for (let x = 0; x < SKY_SIZE; x++) {
      for (let frame = 0; frame < SKY_FRAMES; frame++) {
        for (const level of isSky(x, y) ? skyColour(sky, [x, y], frame) : GROUND) {
          const seen = level * light + 0.02 * (noise.next() + noise.next() - 1);
          pixels[offset] = Math.round(255 * Math.min(1, Math.max(0, seen)));
          offset++;
        }
      }
    }
  }
  return pixels;
}

function skyColour({ sun, clouds }: Sky, [x, y]: readonly [x: number, y: number], frame: number): Colour {
  const middle = (SKY_SIZE - 1) / 2;
  const fromZenith = Math.min(1, Math.hypot(x - middle, y - middle) / middle);
  const fromSun = Math.hypot(x - sun[0], y - sun[1]);
  const opacity = clouds.opacityAt(x, y, frame);
  const glow = fromSun <= DISC ? 1 : 0.8 * Math.exp(-((fromSun / GLOW) ** 2));
  const blue = mix(mix(ZENITH, HAZE, fromZenith ** 2), SUNLIGHT, glow);
  // Light comes through thin cloud, and a little of it through the densest.
  const cloud = shade(mix(LIT_CLOUD, DENSE_CLOUD, opacity), 0.25 * glow * (1 - 0.6 * opacity));
  return mix(blue, cloud, opacity);
}
