import { describe, expect, test } from "vitest";
import { cocoJson } from "../../vision/coco-json.ts";
import type { Answer } from "./answer.ts";
import { answers as answersSchema } from "./answer.ts";
import { answerKeys, type AnswerKey } from "./answer-key.ts";
import { answersOfResult } from "./answers-of-result.ts";
import { cleanAnswers } from "./clean-answers.ts";
import { judgeAnswers } from "./judge-answers.ts";
import { keysProblem } from "./keys-problem.ts";
import type { LabResult } from "./lab-result.ts";
import { questions as questionsSchema, type Question } from "./question.ts";
import { readLabFile } from "./read-lab-file.ts";
import { tellAnswer, tellKey } from "./tell-answer.ts";

const SIZE = { width: 100, height: 80 };
const asked = { id: "q", prompt: "What is on it?", points: 4 };
const detection = { ...asked, kind: "detection", picture: { name: "street.jpg", size: SIZE } } as const;
const mask = {
  ...asked,
  kind: "mask",
  picture: { name: "street.jpg", size: { width: 4, height: 2 } },
} as const;
const video = { ...asked, kind: "video-count", video: "street.mp4" } as const;

const box = (name: string, left: number, right = left + 20) => ({
  class: name,
  left,
  top: 10,
  right,
  bottom: 30,
});
type DetectionKey = Extract<AnswerKey, { kind: "detection" }>;
const found: DetectionKey = {
  kind: "detection",
  objects: [box("car", 10), box("dog", 60)],
  iou: 0.5,
  counts: [{ class: "car", count: 1, tolerance: 0 }],
  isPartial: true,
  message: "",
};
const boxes = (...all: ReturnType<typeof box>[]): Answer => ({
  kind: "detection",
  file: "street.jpg",
  size: SIZE,
  boxes: all,
});
const masked = (runs: string): Answer => ({
  kind: "mask",
  file: "",
  mask: { width: 4, height: 2, runs },
});
const counted = (counts: Record<string, number>): Answer => ({
  kind: "video-count",
  file: "",
  counts: Object.entries(counts).map(([name, count]) => ({ class: name, count })),
});

function pointsFor(question: Question, key: AnswerKey, answer?: Answer) {
  const answers = answer === undefined ? {} : { q: answer };
  return judgeAnswers({ questions: [question], keys: { q: key }, answers, ownMatrix: null })[0]?.points;
}

describe("judging", () => {
  test.each([
    ["all of it", found, boxes(box("Car", 12), box("dog", 60)), 4],
    // 20 wide and 7 off: 13 of 27 are shared.
    ["too far off", found, boxes(box("car", 17), box("dog", 60)), (4 * 2) / 3],
    ["another class", found, boxes(box("cat", 10), box("dog", 60)), 4 / 3],
    ["one too many", found, boxes(box("car", 10), box("car", 40), box("dog", 60)), (4 * 2) / 3],
    ["all or nothing", { ...found, isPartial: false }, boxes(box("car", 10)), 0],
    [
      "within what is allowed",
      { ...found, objects: [], counts: [{ class: "car", count: 3, tolerance: 1 }] },
      boxes(box("car", 1), box("car", 2)),
      4,
    ],
    [
      "nothing on it, where nothing is",
      { ...found, objects: [], counts: [{ class: "car", count: 0, tolerance: 0 }] },
      boxes(),
      4,
    ],
    ["not answered", found, undefined, 0],
  ] as [string, DetectionKey, Answer | undefined, number][])("a detection: %s", (_, key, answer, points) => {
    expect(pointsFor(detection, key, answer)).toBeCloseTo(points, 12);
  });

  test("each object needs a box of its own, and gets one wherever all can have one", () => {
    const twins = { ...found, objects: [box("car", 10), box("car", 14)], counts: [] };
    expect(pointsFor(detection, twins, boxes(box("car", 12)))).toBe(2);
    // The box that fits both is listed first: the object that has no other takes it.
    expect(pointsFor(detection, twins, boxes(box("car", 10), box("car", 4)))).toBe(4);
    const three = { ...twins, objects: [box("car", 10), box("car", 14), box("car", 18)] };
    expect(pointsFor(detection, three, boxes(box("car", 14), box("car", 10), box("car", 18)))).toBe(4);
  });

  test("a mask is right from its overlap on", () => {
    const key: AnswerKey = {
      kind: "mask",
      mask: { width: 4, height: 2, runs: "2 4 2" },
      iou: 0.6,
      message: "",
    };
    expect(pointsFor(mask, key, masked("2 4 2"))).toBe(4);
    // Two of four shared, one more: 3 of 5.
    expect(pointsFor(mask, key, masked("3 4 1"))).toBe(4);
    expect(pointsFor(mask, key, masked("4 4"))).toBe(0);
    expect(pointsFor(mask, key, masked("8"))).toBe(0);
  });

  test("things on a video, by class", () => {
    const counts = [
      { class: "car", count: 5, tolerance: 1 },
      { class: "bus", count: 0, tolerance: 0 },
    ];
    const key: AnswerKey = { kind: "video-count", counts, isPartial: true, message: "" };
    expect(pointsFor(video, key, counted({ car: 4, dog: 9 }))).toBe(4);
    expect(pointsFor(video, key, counted({ car: 7 }))).toBe(2);
    expect(pointsFor(video, { ...key, isPartial: false }, counted({ car: 7 }))).toBe(0);
  });
});

describe("at the door", () => {
  test.each([
    ["too many boxes", { ...boxes(), boxes: Array.from({ length: 101 }, () => box("car", 1)) }],
    ["a place that is no number", boxes(box("car", Number.NaN))],
    ["a place at no end", boxes(box("car", 1, Number.POSITIVE_INFINITY))],
    ["a huge picture", { ...boxes(), size: { width: 6000, height: 5000 } }],
    ["a class of many lines", boxes(box("a\nb", 1))],
    ["runs of another picture", masked("2 4 3")],
    ["runs that are no numbers", masked("2 -4 10")],
    ["runs that never end", masked(`${"1 ".repeat(30_000)}1`)],
    ["a huge run", masked("99999999999999999999")],
    ["a count of minus one", counted({ car: -1 })],
    ["half a car", counted({ car: 0.5 })],
    ["many classes", counted(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`c${n}`, 1])))],
  ])("%s is refused", (_, answer) => {
    expect(answersSchema.safeParse({ q: answer }).success).toBe(false);
  });

  test("what is not hostile is taken", () => {
    for (const answer of [boxes(box("car", 1)), masked("2 4 2"), counted({ car: 2 })]) {
      expect(answersSchema.parse({ q: answer })).toEqual({ q: answer });
    }
  });

  test("another picture is told by its size, in words", () => {
    const other = { ...boxes(), size: { width: 50, height: 40 } } as Answer;
    const reason = /Question 1: Expected a picture of 100 × 80 pixels, got one of 50 × 40/;
    expect(cleanAnswers([detection], { q: other })).toMatchObject({ reason: expect.stringMatching(reason) });
    const any = { ...detection, picture: { name: "", size: null } };
    expect(cleanAnswers([any], { q: other })).toEqual({ ok: true, answers: { q: other } });
    const wide = { ...mask, picture: { name: "", size: SIZE } };
    expect(cleanAnswers([wide], { q: masked("8") })).toMatchObject({ ok: false });
  });

  test("with a picture or without it is the same answer", () => {
    const pictureId = "00000000-0000-4000-8000-000000000000";
    const whole = { ...detection, picture: { name: "", size: null } };
    const given = { ...boxes(box("car", 1)), pictureId } as Answer;
    expect(answersSchema.parse({ q: given })).toEqual({ q: given });
    expect(cleanAnswers([whole], { q: given })).toStrictEqual({
      ok: true,
      answers: { q: boxes(box("car", 1)) },
    });
    expect(answersSchema.safeParse({ q: { ...given, pictureId: "../1" } }).success).toBe(false);
  });

  test.each([
    [detection, { ...found, objects: [], counts: [] }, /Say which object/],
    [detection, { ...found, objects: [box("car", 9, 9)] }, /“car” has no area/],
    [detection, { ...found, objects: [box("car", 90)] }, /outside the picture of 100 × 80/],
    [mask, { kind: "mask", mask: null, iou: 0.8, message: "" }, /Give the mask/],
    [
      mask,
      { kind: "mask", mask: { width: 4, height: 2, runs: "8" }, iou: 0.8, message: "" },
      /holds nothing/,
    ],
    [
      mask,
      { kind: "mask", mask: { width: 1, height: 1, runs: "0 1" }, iou: 0.8, message: "" },
      /Expected a picture/,
    ],
    [video, { kind: "video-count", counts: [], isPartial: true, message: "" }, /Say how many/],
    [video, found, /Say what is right/],
  ] as [Question, AnswerKey, RegExp][])("%j cannot be judged by %j", (question, key, reason) => {
    expect(answerKeys.safeParse({ q: key }).success).toBe(true);
    expect(keysProblem({ questions: [question], isNetworkAsked: false }, { q: key })).toMatch(reason);
  });

  test("an exercise asks for few masks, which are long", () => {
    const asking = (count: number) => Array.from({ length: count }, (_, n) => ({ ...mask, id: `q${n}` }));
    expect(questionsSchema.safeParse(asking(5)).success).toBe(true);
    expect(questionsSchema.safeParse(asking(6)).success).toBe(false);
  });
});

describe("files of the lab", () => {
  const seen = { left: -2, top: 10, right: 30, bottom: 30, conf: 0.9, class: "car" };
  const picture = { file: "street.jpg", ...SIZE, boxes: [seen] };
  const read = (value: unknown, file = "") => readLabFile(JSON.stringify(value), { kind: "detection", file });

  test("boxes are read from JSON, a terminal's list and COCO JSON, within the picture", () => {
    const expected = {
      ok: true,
      result: {
        kind: "detection",
        file: "street.jpg",
        size: SIZE,
        boxes: [{ class: "car", left: 0, top: 10, right: 30, bottom: 30 }],
      },
    };
    expect(read(picture)).toEqual(expected);
    expect(read([{ ...picture, file: "media/street.jpg", ms: 12 }])).toEqual(expected);
    expect(read([{ ...picture, file: "other.jpg" }, picture], "street.jpg")).toEqual(expected);
    expect(read(cocoJson([{ ...picture, detections: [seen] }], ["bus", "car"]))).toEqual(expected);
    const offered = answersOfResult(detection, { ...expected.result, kind: "detection" } as never);
    expect(offered).toMatchObject({ ok: true, answers: [{ answer: expected.result }] });
  });

  test("masks are read as run lengths and as outlines, each to be chosen", () => {
    const coco = (segmentation: unknown) => ({
      images: [{ id: 1, file_name: "street.jpg", width: 4, height: 2 }],
      categories: [{ id: 1, name: "car" }],
      annotations: [1, 1].map((category_id) => ({ image_id: 1, category_id, bbox: [], segmentation })),
    });
    for (const form of [
      { size: [2, 4], counts: [2, 4, 2] },
      { size: [2, 4], counts: "242" },
      [[1, 0, 3, 0, 3, 2, 1, 2]],
    ]) {
      const result = readLabFile(JSON.stringify(coco(form)), { kind: "mask", file: "" });
      if (!result.ok) throw new Error(result.reason);
      const offered = answersOfResult(mask, result.result);
      const answer = { kind: "mask", file: "street.jpg", mask: { width: 4, height: 2, runs: "2 4 2" } };
      expect(offered).toEqual({ ok: true, answers: [1, 2].map(() => ({ name: "car", answer })) });
    }
    const wrong = readLabFile(JSON.stringify(coco({ size: [2, 4], counts: [2, 4] })), {
      kind: "mask",
      file: "",
    });
    expect(wrong).toMatchObject({ reason: expect.stringMatching(/as long together/) });
  });

  test.each(
    [
      ["{", /This is no JSON/],
      ["[]", /Expected boxes/],
      ["[1e999]", /Expected boxes/],
      [
        '{"file":"a.jpg","width":10,"height":10,"boxes":[{"left":1e999,"top":0,"right":1,"bottom":1,"class":"a"}]}',
        /Expected boxes/,
      ],
      [JSON.stringify({ ...picture, width: 99_999, height: 99_999 }), /24 megapixels/],
      [JSON.stringify({ ...picture, boxes: Array.from({ length: 101 }, () => seen) }), /at most 100/],
      [JSON.stringify([picture, picture]), /holds 2 pictures, and “b.jpg” is asked about/],
      [JSON.stringify({ video: "a.mp4", counts: { car: 1 } }), /Expected boxes/],
    ].map(([text, reason]) => [reason, text] as [RegExp, string]),
  )("%s is said of it", (reason, text) => {
    const found = readLabFile(text, { kind: "detection", file: "b.jpg" });
    expect(found).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test("a result of another kind, or of another picture, is no answer", () => {
    const result: LabResult = { kind: "video-count", file: "", counts: [] };
    expect(answersOfResult(detection, result)).toMatchObject({ ok: false });
    const other = { ...boxes(), size: { width: 50, height: 40 } } as never;
    expect(answersOfResult(detection, other)).toMatchObject({ reason: expect.stringMatching(/50 × 40/) });
  });
});

test("what was handed in and what is right are told in words", () => {
  const answer = boxes(box("car", 1), box("dog", 2), box("car", 3));
  expect(tellAnswer(detection, answer)).toBe("street.jpg: 2 × car, 1 × dog");
  expect(tellAnswer(detection, boxes())).toBe("street.jpg: nothing");
  expect(tellAnswer(mask, masked("2 4 2"))).toBe("4 pixels, 50.0 % of the picture");
  expect(tellAnswer(video, counted({ bus: 1, car: 5 }))).toBe("5 × car, 1 × bus");
  expect(tellKey(detection, found, null)).toBe(
    "car from 10, 10 to 30, 30; dog from 60, 10 to 80, 30; each with an IoU of at least 0.5; 1 × car",
  );
  const counts = [{ class: "car", count: 5, tolerance: 1 }];
  const key: AnswerKey = { kind: "video-count", counts, isPartial: true, message: "" };
  expect(tellKey(video, key, null)).toBe("5 × car, give or take 1");
});
