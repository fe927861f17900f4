import { boxIou, type Box } from "../box.ts";

type Sighting = Box & { classIndex: number };
/** Of one moment of a video, in the order of time. */
export type TrackedFrame<Found extends Sighting> = { time: number; found: readonly Found[] };

export type Track = {
  /** From 1, in the order in which they were first seen. */
  id: number;
  /** What it was taken for most often; of equals what it was taken for first. */
  classIndex: number;
  /** Seconds. */
  firstTime: number;
  lastTime: number;
  sightings: number;
};

type Following = Track & {
  box: Box;
  /** How often it was taken for what, in the order of the first time; 0 for what was a second name alone. */
  votes: Map<number, number>;
  /** Of the middle, pixels a second. */ speed: readonly [x: number, y: number];
};

/** Of where a thing is expected and where one is seen. */
const LEAST_IOU = 0.2;
/** The same where it is taken for something that it never was taken for: a car for a truck, and not its driver for the car. */
const LEAST_IOU_OF_OTHERS = 0.5;
/** Two boxes of one frame that share so much are one thing under two names. */
const SAME_THING_IOU = 0.8;
/** A thing that is not seen for so long, or for so many frames where they lie further apart, is gone. */
const GONE_SECONDS = 1.2;
const GONE_FRAMES = 2.5;
/** What is seen once or twice is more likely a mistake of the detector than a thing. */
const LEAST_SIGHTINGS = 3;
/** How much of the newest step a speed takes on. */
const NEWEST = 0.5;

/**
 * Follows things from frame to frame: each is expected where its speed takes it, and is the sighting of a class that it
 * was taken for before that overlaps that place most, the surest overlaps first; where none is left, one of another by half.
 * After A. Bewley et al., Simple Online and Realtime Tracking, arXiv:1602.00763, with a constant speed in place of the Kalman filter.
 * @returns for each frame the id of each sighting in its order, 0 where it belongs to nothing that lasts, twice where one thing
 * was seen under two names, the surer of a frame's order first; and all that lasts.
 */
export function trackBoxes<Found extends Sighting>(
  frames: readonly TrackedFrame<Found>[],
): { ids: number[][]; tracks: Track[] } {
  const all: Following[] = [];
  let alive: Following[] = [];
  const span = (frames.at(-1)?.time ?? 0) - (frames[0]?.time ?? 0);
  const goneAfter = Math.max(GONE_SECONDS, (GONE_FRAMES * span) / Math.max(1, frames.length - 1));
  const raw = frames.map(({ time, found }) => {
    alive = alive.filter((each) => time - each.lastTime <= goneAfter);
    const pairs = alive
      .flatMap((each) => {
        const expected = expectedAt(each, time);
        return found.map((sighting, index) => {
          const isOfClass = each.votes.has(sighting.classIndex);
          return { each, index, sighting, isOfClass, iou: boxIou(expected, sighting) };
        });
      })
      .filter(({ isOfClass, iou }) => iou >= (isOfClass ? LEAST_IOU : LEAST_IOU_OF_OTHERS))
      .toSorted((a, b) => Number(b.isOfClass) - Number(a.isOfClass) || b.iou - a.iou);
    const ids = found.map(() => 0);
    const taken = new Set<Following>();
    for (const { each, index, sighting } of pairs) {
      if (taken.has(each) || ids[index] !== 0) continue;
      taken.add(each);
      ids[index] = each.id;
      follow(each, sighting, time);
    }
    found.forEach((sighting, index) => {
      if (ids[index] !== 0) return;
      const twin = found.findIndex((other, at) => ids[at] !== 0 && boxIou(other, sighting) >= SAME_THING_IOU);
      if (twin !== -1) {
        const id = ids[twin] ?? 0;
        ids[index] = id;
        // A name that it is known by from now on, and no vote.
        const votes = alive.find((each) => each.id === id)?.votes;
        votes?.set(sighting.classIndex, votes.get(sighting.classIndex) ?? 0);
        return;
      }
      const { classIndex } = sighting;
      const made: Following = {
        id: all.length + 1,
        classIndex,
        firstTime: time,
        lastTime: time,
        sightings: 1,
        box: sighting,
        votes: new Map([[classIndex, 1]]),
        speed: [0, 0],
      };
      ids[index] = made.id;
      all.push(made);
      alive.push(made);
    });
    return ids;
  });
  const least = Math.min(LEAST_SIGHTINGS, frames.length);
  const lasting = all.filter(({ sightings }) => sightings >= least);
  const renamed = new Map(lasting.map(({ id }, index) => [id, index + 1]));
  return {
    ids: raw.map((ids) => ids.map((id) => renamed.get(id) ?? 0)),
    tracks: lasting.map(({ box: _box, votes, speed: _speed, ...track }, index) => ({
      ...track,
      classIndex: mostFrequent(votes) ?? track.classIndex,
      id: index + 1,
    })),
  };
}

function expectedAt({ box, speed: [x, y], lastTime }: Following, time: number): Box {
  const [dx, dy] = [x * (time - lastTime), y * (time - lastTime)];
  return { left: box.left + dx, top: box.top + dy, right: box.right + dx, bottom: box.bottom + dy };
}

function follow(each: Following, sighting: Sighting, time: number): void {
  const { left, top, right, bottom, classIndex } = sighting;
  const passed = time - each.lastTime;
  if (passed > 0) {
    const step = (from: number, to: number) => (to - from) / passed;
    const x = step((each.box.left + each.box.right) / 2, (left + right) / 2);
    const y = step((each.box.top + each.box.bottom) / 2, (top + bottom) / 2);
    const share = each.sightings === 1 ? 1 : NEWEST;
    const [oldX, oldY] = each.speed;
    each.speed = [oldX + share * (x - oldX), oldY + share * (y - oldY)];
  }
  each.box = { left, top, right, bottom };
  each.lastTime = time;
  each.sightings += 1;
  const votes = each.votes.get(classIndex) ?? 0;
  // A second name that becomes a first one stands behind those that were first ones before.
  if (votes === 0) each.votes.delete(classIndex);
  each.votes.set(classIndex, votes + 1);
}

/** Of equals the first. */
function mostFrequent(votes: ReadonlyMap<number, number>): number | undefined {
  const [most] = [...votes].toSorted(([, a], [, b]) => b - a);
  return most?.[0];
}
