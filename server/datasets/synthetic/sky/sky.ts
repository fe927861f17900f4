import { createRandom, type Random } from "../random.ts";
import { createClouds, type Clouds } from "./clouds.ts";
import { globalIrradiance, type SkyState } from "./irradiance.ts";

/** Side of a picture in pixels. */
export const SKY_SIZE = 64;
export const SKY_FRAMES = 4;

/** The sky fills a circle about the picture's middle, with the horizon at its border. */
const MIDDLE = (SKY_SIZE - 1) / 2;
const HORIZON_RADIUS = 31;

/** Clouds within so many pixels of the sun shade it. */
const SUN_SURROUNDINGS = 6;

export type Sky = {
  /** In degrees above the horizon. */
  sunHeight: number;
  /** Where the sun stands in the picture. */
  sun: readonly [x: number, y: number];
  clouds: Clouds;
};

/**
 * A sky as a camera with a fisheye lens sees it that looks straight up, north at the top: distance from the middle is
 * proportional to the angle from the zenith. The sun is 10 to 75 degrees high, from east over south to west.
 */
export function createSky(seed: number, index: number): Sky {
  const random: Random = createRandom(seed, index);
  const sunHeight = random.between(10, 75);
  const fromSouth = (random.between(-100, 100) * Math.PI) / 180;
  const radius = ((90 - sunHeight) / 90) * HORIZON_RADIUS;
  return {
    sunHeight,
    sun: [MIDDLE + radius * Math.sin(fromSouth), MIDDLE + radius * Math.cos(fromSouth)],
    clouds: createClouds(random),
  };
}

/** What holds `time` frames after the first one; any time, also between frames and after the last. */
export function skyStateAt(sky: Sky, time: number): SkyState {
  return { sunHeight: sky.sunHeight, sunCover: sunCover(sky, time), skyCover: skyCover(sky, time) };
}

/**
 * The value that goes with a sequence: the irradiance one frame after its last one, in W/m². Where clouds are by then, a
 * single picture does not tell; how they moved from picture to picture does.
 */
export function irradianceAfter(sky: Sky): number {
  return globalIrradiance(skyStateAt(sky, SKY_FRAMES));
}

/** Whether a pixel shows sky, not what lies below the horizon. */
export function isSky(x: number, y: number): boolean {
  return Math.hypot(x - MIDDLE, y - MIDDLE) <= HORIZON_RADIUS;
}

/** Mean opacity of the clouds in a circle of 6 pixels about the sun. */
function sunCover({ sun, clouds }: Sky, time: number): number {
  return meanOf(2 * SUN_SURROUNDINGS + 1, (column, row) => {
    const [dx, dy] = [column - SUN_SURROUNDINGS, row - SUN_SURROUNDINGS];
    return Math.hypot(dx, dy) <= SUN_SURROUNDINGS
      ? clouds.opacityAt(sun[0] + dx, sun[1] + dy, time)
      : undefined;
  });
}

/** Mean opacity over every fourth pixel of the sky. */
function skyCover({ clouds }: Sky, time: number): number {
  return meanOf(SKY_SIZE / 4, (column, row) => {
    const [x, y] = [column * 4 + 2, row * 4 + 2];
    return isSky(x, y) ? clouds.opacityAt(x, y, time) : undefined;
  });
}

function meanOf(side: number, valueAt: (column: number, row: number) => number | undefined): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const value = valueAt(column, row);
      if (value === undefined) continue;
      sum += value;
      count++;
    }
  }
  return sum / count;
}
