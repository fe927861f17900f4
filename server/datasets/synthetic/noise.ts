import type { Random } from "./random.ts";

/** A smooth field over the plane, -1..1. */
export type Field = (x: number, y: number) => number;

const PERIOD = 32;

/** Value noise: random heights on whole coordinates, blended smoothly between them. */
function createNoise(random: Random): Field {
  const heights = Float32Array.from({ length: PERIOD * PERIOD }, () => random.between(-1, 1));
  const heightAt = (column: number, row: number): number =>
    heights[(row & (PERIOD - 1)) * PERIOD + (column & (PERIOD - 1))] ?? 0;
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const across = smooth(x - column);
    const down = smooth(y - row);
    const top = blend(heightAt(column, row), heightAt(column + 1, row), across);
    const bottom = blend(heightAt(column, row + 1), heightAt(column + 1, row + 1), across);
    return blend(top, bottom, down);
  };
}

/** Noise whose largest features span about `size` pixels, with finer ones of half the strength on top. */
export function createTexture(random: Random, size: number, octaves: number): Field {
  const noise = createNoise(random);
  return (x, y) => {
    let sum = 0;
    let strength = 1;
    let reach = 0;
    let frequency = 1 / size;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += strength * noise(x * frequency + octave * 7.3, y * frequency + octave * 3.1);
      reach += strength;
      strength /= 2;
      frequency *= 2;
    }
    return sum / reach;
  };
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function blend(from: number, to: number, t: number): number {
  return from + (to - from) * t;
}
