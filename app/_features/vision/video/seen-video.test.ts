import { expect, test } from "vitest";
import { momentAt, seenVideo } from "./seen-video.ts";

const at = (left: number, score: number, classIndex: number) => ({
  left,
  top: 0,
  right: left + 40,
  bottom: 20,
  score,
  classIndex,
});
const size = { width: 640, height: 360 };
const frames = [0, 0.5, 1].map((time, index) => ({
  number: index * 5,
  time,
  size,
  candidates: [at(10 * time, 0.9, 0), at(300, 0.3, 1)],
}));

test("a confidence acts on what was seen: counts, things with ids, and the moment of a second", () => {
  const all = seenVideo(frames, ["car", "dog"], 0.2);
  expect(all.tracks).toMatchObject([
    { id: 1, class: "car", sightings: 3, firstTime: 0, lastTime: 1 },
    { id: 2, class: "dog", sightings: 3 },
  ]);
  expect(all.moments[1]?.counts).toEqual(
    new Map([
      ["car", 1],
      ["dog", 1],
    ]),
  );
  const sure = seenVideo(frames, ["car", "dog"], 0.5);
  expect(sure.classes).toEqual(["car"]);
  expect(momentAt(sure, 0.7)).toMatchObject({ number: 5, time: 0.5, found: [{ class: "car", trackId: 1 }] });
  expect(momentAt(sure, -1)?.time).toBe(0);
  expect(momentAt(seenVideo([], [], 0.5), 1)).toBeUndefined();
});

test("what a frame takes for something else, or for two things, is shown and counted as what it is", () => {
  const flips = frames.map((frame, index) => ({
    ...frame,
    candidates: [
      at(10 * frame.time, 0.9, index === 1 ? 1 : 0),
      at(10 * frame.time + 1, 0.5, index === 1 ? 0 : 1),
    ],
  }));
  const { tracks, moments, classes } = seenVideo(flips, ["car", "truck"], 0.2);
  expect(tracks).toMatchObject([{ id: 1, class: "car", sightings: 3 }]);
  expect(classes).toEqual(["car"]);
  expect(moments.map(({ counts }) => [...counts])).toEqual(frames.map(() => [["car", 1]]));
  expect(moments[1]?.found).toMatchObject([{ class: "car", classIndex: 0, trackId: 1, conf: 0.9 }]);
});
