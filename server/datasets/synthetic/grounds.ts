import { mix, openLand, randomAxis, shade, stray, TILE_SIZE, type Colour, type Ground } from "./ground.ts";
import { createTexture } from "./noise.ts";
import type { Random } from "./random.ts";

/** Draws what one tile of a class shows, different each time. */
export type DrawGround = (random: Random) => Ground;

/** Large parcels with straight borders, faintly furrowed. */
export const annualCrop: DrawGround = (random) => {
  const borders = randomAxis(random);
  const cuts = randomAxis(random);
  const width = random.between(18, 34);
  const colours = Array.from({ length: 8 }, () =>
    stray(random, random.chance(0.5) ? [0.52, 0.42, 0.33] : [0.38, 0.44, 0.28], 0.13),
  );
  const furrow = random.between(2.5, 4);
  const texture = createTexture(random, 12, 3);
  return (x, y) => {
    const parcel = Math.floor(borders.across(x, y) / width) * 2 + (cuts.across(x, y) > 0 ? 1 : 0);
    const colour = colours[((parcel % 8) + 8) % 8] ?? [0.5, 0.4, 0.3];
    return shade(colour, 0.04 * texture(x, y) + 0.015 * Math.sin(borders.across(x, y) * furrow));
  };
};

/** Tree crowns: dark, rough, without lines. */
export const forest: DrawGround = (random) => {
  const base = stray(random, [0.2, 0.28, 0.2], 0.09);
  const crowns = createTexture(random, random.between(3, 5), 2);
  const stands = createTexture(random, 24, 2);
  return (x, y) => shade(base, 0.11 * crowns(x, y) + 0.06 * stands(x, y));
};

/** Scrub: blotches of green and brown. */
export const herbaceousVegetation: DrawGround = (random) => {
  const green = stray(random, [0.32, 0.38, 0.26], 0.1);
  const brown = stray(random, [0.46, 0.42, 0.32], 0.1);
  const blotches = createTexture(random, random.between(8, 14), 4);
  const grain = createTexture(random, 2.5, 1);
  return (x, y) => {
    const t = Math.min(1, Math.max(0, 0.5 + 2 * blotches(x, y)));
    return shade(mix(green, brown, t), 0.05 * grain(x, y));
  };
};

/** A straight or slightly bent strip of asphalt, edge to edge. */
export const highway: DrawGround = (random) => {
  const land = openLand(random);
  const axis = randomAxis(random);
  const halfWidth = random.between(1.6, 3.4);
  const bend = random.between(-0.006, 0.006);
  const asphalt = stray(random, [0.5, 0.5, 0.52], 0.14);
  return (x, y) => {
    const along = axis.along(x, y);
    const distance = Math.abs(axis.across(x, y) - bend * along * along);
    if (distance > halfWidth) return land(x, y);
    return distance < 0.6 ? shade(asphalt, -0.1) : asphalt;
  };
};

/** A few large halls on paved ground. */
export const industrial: DrawGround = (random) => {
  const paved = stray(random, [0.44, 0.43, 0.42], 0.1);
  const axis = randomAxis(random);
  const texture = createTexture(random, 7, 3);
  const halls = Array.from({ length: random.whole(3, 6) }, () => ({
    along: random.between(-32, 32),
    across: random.between(-32, 32),
    length: random.between(7, 15),
    depth: random.between(5, 11),
    roof: stray(random, random.chance(0.7) ? [0.68, 0.68, 0.7] : [0.34, 0.38, 0.46], 0.15),
  }));
  return (x, y) => {
    const along = axis.along(x, y);
    const across = axis.across(x, y);
    const hall = halls.find(
      (one) => Math.abs(along - one.along) < one.length && Math.abs(across - one.across) < one.depth,
    );
    return shade(hall?.roof ?? paved, (hall === undefined ? 0.1 : 0.03) * texture(x, y));
  };
};

/** Smooth grass with a few trees. */
export const pasture: DrawGround = (random) => {
  const grass = stray(random, [0.36, 0.46, 0.3], 0.11);
  const texture = createTexture(random, 28, 2);
  const trees = Array.from({ length: random.whole(1, 6) }, () => ({
    x: random.between(0, TILE_SIZE),
    y: random.between(0, TILE_SIZE),
    radius: random.between(1.5, 4),
  }));
  return (x, y) => {
    const isTree = trees.some((tree) => (x - tree.x) ** 2 + (y - tree.y) ** 2 < tree.radius ** 2);
    return shade(grass, isTree ? -0.16 : 0.07 * texture(x, y));
  };
};

/** Rows of vines or fruit trees, evenly spaced. */
export const permanentCrop: DrawGround = (random) => {
  const soil = stray(random, [0.48, 0.42, 0.34], 0.1);
  const plants = stray(random, [0.32, 0.38, 0.26], 0.1);
  const axis = randomAxis(random);
  const spacing = random.between(4, 8);
  const texture = createTexture(random, 8, 3);
  return (x, y) => {
    const wobble = 0.8 * texture(x, y);
    const row = Math.sin(((axis.across(x, y) + wobble) * 2 * Math.PI) / spacing);
    return shade(mix(soil, plants, 0.5 + 0.5 * row), 0.06 * texture(y, x));
  };
};

/** Small houses along a grid of streets. */
export const residential: DrawGround = (random) => {
  const gardens = stray(random, [0.36, 0.38, 0.3], 0.1);
  const street = stray(random, [0.5, 0.49, 0.48], 0.08);
  const axis = randomAxis(random);
  const block = random.between(13, 20);
  const plot = random.between(5, 7);
  const roofs: readonly Colour[] = Array.from({ length: 16 }, () =>
    stray(random, random.chance(0.6) ? [0.6, 0.42, 0.36] : [0.55, 0.53, 0.52], 0.14),
  );
  const texture = createTexture(random, 4, 2);
  return (x, y) => {
    const along = axis.along(x, y);
    const across = axis.across(x, y);
    if (modulo(along, block) < 2 || modulo(across, block) < 2) return street;
    const isHouse = modulo(along, plot) < plot * 0.55 && modulo(across, plot) < plot * 0.55;
    if (!isHouse) return shade(gardens, 0.09 * texture(x, y));
    const house = Math.floor(along / plot) * 5 + Math.floor(across / plot) * 3;
    return roofs[modulo(house, roofs.length)] ?? street;
  };
};

/** A wide band of water that winds through open land. */
export const river: DrawGround = (random) => {
  const land = openLand(random);
  const axis = randomAxis(random);
  const halfWidth = random.between(4, 9);
  const swing = random.between(3, 10);
  const length = random.between(40, 90);
  const phase = random.between(0, 2 * Math.PI);
  const water = stray(random, [0.24, 0.33, 0.36], 0.1);
  const bank = createTexture(random, 9, 2);
  return (x, y) => {
    const centre = swing * Math.sin((axis.along(x, y) * 2 * Math.PI) / length + phase);
    const distance = Math.abs(axis.across(x, y) - centre) + 1.5 * bank(x, y);
    return distance < halfWidth ? shade(water, 0.02 * bank(y, x)) : land(x, y);
  };
};

/** Water from edge to edge, faintly waved. */
export const seaLake: DrawGround = (random) => {
  const water = stray(random, [0.22, 0.3, 0.38], 0.11);
  const depth = createTexture(random, 40, 2);
  const axis = randomAxis(random);
  const wave = random.between(0.6, 1.4);
  return (x, y) => shade(water, 0.03 * depth(x, y) + 0.012 * Math.sin(axis.across(x, y) * wave));
};

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
