import { expect, test } from "vitest";
import { keepResult, keptResult } from "./kept-results.ts";

function storage(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}
const counted = { kind: "video-count", file: "street.mp4", counts: [{ class: "car", count: 5 }] } as const;

test("the last result of a kind is kept, for the same person alone", () => {
  const browser = storage();
  expect(keepResult(browser, "a", { ...counted, counts: [] })).toBeNull();
  expect(keepResult(browser, "a", counted)).toBeNull();
  expect(keptResult(browser, "a", "video-count")).toEqual(counted);
  expect(keptResult(browser, "a", "mask")).toBeNull();
  expect(keptResult(browser, "b", "video-count")).toBeNull();
});

test("what cannot be handed in is said, and what somebody else wrote there is nothing", () => {
  const box = { class: "car", left: 0, top: 0, right: 9, bottom: 9 };
  const many = {
    kind: "detection",
    file: "a.jpg",
    size: { width: 9, height: 9 },
    boxes: Array.from({ length: 101 }, () => box),
  };
  expect(keepResult(storage(), "a", many)).toBe("At most 100 boxes are handed in");
  const full = {
    getItem: () => '{"kind":"video-count"}',
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(keepResult(full, "a", counted)).toMatch(/no room/);
  expect(keptResult(full, "a", "video-count")).toBeNull();
});
