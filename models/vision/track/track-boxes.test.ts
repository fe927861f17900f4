import { expect, test } from "vitest";
import { trackBoxes } from "./track-boxes.ts";

type Car = { x: number; y: number; speed: number; from?: number; classIndex?: number };

/** Cars of 40 x 20 pixels at ten frames a second, without those that `isMissed` hides. */
function drive(cars: readonly Car[], frames: number, isMissed = (_car: number, _frame: number) => false) {
  return Array.from({ length: frames }, (_, frame) => {
    const time = frame / 10;
    const found = cars.flatMap(({ x, y, speed, from = 0, classIndex = 2 }, car) => {
      if (frame < from || isMissed(car, frame)) return [];
      const left = x + speed * (time - from / 10);
      return [{ left, top: y, right: left + 40, bottom: y + 20, classIndex, car }];
    });
    return { time, found };
  });
}

test("five cars are five, though each is missed now and then and two drive past each other", () => {
  const cars = [
    { x: 0, y: 0, speed: 100 },
    { x: 300, y: 8, speed: -100 },
    { x: 0, y: 100, speed: 150 },
    { x: 120, y: 100, speed: 150 },
    { x: 0, y: 200, speed: 60, from: 12 },
  ];
  const frames = drive(cars, 40, (car, frame) => (frame * 7 + car * 3) % 10 < 3);
  const { ids, tracks } = trackBoxes(frames);
  expect(tracks).toHaveLength(5);
  // Each keeps the id that it got.
  const idsOf = new Map<number, Set<number>>();
  frames.forEach(({ found }, frame) => {
    found.forEach(({ car }, index) => idsOf.set(car, (idsOf.get(car) ?? new Set()).add(ids[frame]![index]!)));
  });
  expect([...idsOf.values()].map((each) => each.size)).toEqual([1, 1, 1, 1, 1]);
  expect(tracks.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
});

test("what is seen once is nothing; another class beside it is another thing; what is long gone is new", () => {
  const still = { x: 10, y: 10, speed: 0 };
  const once = drive([still, { x: 200, y: 0, speed: 0 }], 10, (car, frame) => car === 1 && frame !== 4);
  const { ids, tracks } = trackBoxes(once);
  expect(tracks).toMatchObject([{ id: 1, sightings: 10, firstTime: 0, lastTime: 0.9 }]);
  expect(ids[4]).toEqual([1, 0]);
  // A rider and what is ridden share three fifths.
  const rider = { ...still, y: 15, classIndex: 0 };
  expect(trackBoxes(drive([still, rider], 5)).tracks).toMatchObject([{ classIndex: 2 }, { classIndex: 0 }]);
  expect(trackBoxes(drive([still], 40, (_, frame) => frame > 9 && frame < 25)).tracks).toHaveLength(2);
  // Frames that lie far apart.
  const seldom = drive([still], 6).map(({ time, found }) => ({ time: time * 20, found }));
  expect(trackBoxes(seldom).tracks).toHaveLength(1);
  expect(trackBoxes([])).toEqual({ ids: [], tracks: [] });
});

const [CAR, TRUCK] = [2, 7];

test("what is taken for something else now and then keeps its id, and is what it was taken for most often", () => {
  const frames = drive([{ x: 0, y: 0, speed: 100 }], 12).map(({ time, found }, frame) => ({
    time,
    found: found.map((each) => ({ ...each, classIndex: frame === 0 || frame % 4 === 3 ? TRUCK : CAR })),
  }));
  const { ids, tracks } = trackBoxes(frames);
  expect(tracks).toEqual([{ id: 1, classIndex: CAR, firstTime: 0, lastTime: 1.1, sightings: 12 }]);
  expect(ids).toEqual(frames.map(() => [1]));
});

test("of two that it was taken for equally often it is what it was taken for first", () => {
  const frames = drive([{ x: 0, y: 0, speed: 100 }], 4).map(({ time, found }, frame) => ({
    time,
    found: found.map((each) => ({ ...each, classIndex: frame === 0 || frame === 3 ? CAR : TRUCK })),
  }));
  expect(trackBoxes(frames).tracks).toMatchObject([{ classIndex: CAR, sightings: 4 }]);
});

test("one thing under two names in a frame is one, and another is not lost for it", () => {
  const frames = drive([{ x: 0, y: 0, speed: 100 }], 9).map(({ time, found: [car] }, frame) => {
    const truck = { ...car!, classIndex: TRUCK, right: car!.right + 2 };
    // First a car, then both, in the end a truck alone.
    return { time, found: frame < 3 ? [car!] : frame < 6 ? [car!, truck] : [truck] };
  });
  const { ids, tracks } = trackBoxes(frames);
  expect(tracks).toMatchObject([{ id: 1, classIndex: CAR, sightings: 9 }]);
  expect(ids.slice(3, 6)).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  // A truck drives through behind a car that stands: each keeps its own, though the truck is hidden for a while.
  const passing = drive(
    [
      { x: 100, y: 0, speed: 0 },
      { x: 0, y: 4, speed: 120, classIndex: TRUCK },
    ],
    20,
    (car, frame) => car === 1 && frame > 7 && frame < 11,
  );
  expect(trackBoxes(passing).tracks).toMatchObject([
    { classIndex: CAR, sightings: 20 },
    { classIndex: TRUCK, sightings: 17 },
  ]);
});

test("a second name that it is known by is as good as its first, where it leaves the picture", () => {
  const at = (time: number, ...found: [classIndex: number, left: number][]) => ({
    time,
    found: found.map(([classIndex, left]) => ({ classIndex, left, top: 220, right: 639, bottom: 290 })),
  });
  // Cut off by the picture's edge it is where its speed does not take it.
  const frames = [at(0, [CAR, 504], [TRUCK, 505]), at(0.25, [TRUCK, 554], [CAR, 555]), at(0.6, [TRUCK, 597])];
  expect(trackBoxes(frames).tracks).toMatchObject([{ id: 1, sightings: 3 }]);
});
