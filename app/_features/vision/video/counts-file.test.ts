import { expect, test } from "vitest";
import { readLabFile } from "#models/exercises/questions/read-lab-file.ts";
import { countsFile } from "./counts-file.ts";
import { seenVideo } from "./seen-video.ts";

test("five sights of two cars are two, also to an exercise that the file is handed in to", () => {
  const at = (left: number) => ({ left, top: 0, right: left + 40, bottom: 40, score: 0.9, classIndex: 0 });
  const frames = Array.from({ length: 5 }, (_, number) => ({
    number,
    time: number / 10,
    size: { width: 400, height: 40 },
    candidates: [at(2 * number), at(200 + 2 * number)],
  }));
  const file = countsFile({ file: { name: "street.mp4" }, duration: 0.5 }, seenVideo(frames, ["car"], 0.4));
  expect(file).toMatchObject({ frames: 5, counts: { car: 2 }, tracks: [{ id: 1, frames: 5 }, { id: 2 }] });
  expect(readLabFile(JSON.stringify(file), { kind: "video-count", file: "" })).toEqual({
    ok: true,
    result: {
      kind: "video-count",
      file: "street.mp4",
      counts: [{ class: "car", count: 2 }],
      over: { seconds: 0.5, curves: [{ class: "car", counts: "2 2 2 2 2" }] },
    },
  });
});
