import { stderr } from "node:process";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { step } from "./steps.ts";

let written = "";

beforeEach(() => {
  written = "";
  vi.useFakeTimers();
  vi.spyOn(stderr, "write").mockImplementation((text) => {
    written += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function setTerminal(isTerminal: boolean): void {
  Object.defineProperty(stderr, "isTTY", { value: isTerminal, configurable: true });
}

test("without a terminal: plain lines, at most one in five seconds, and no control characters", async () => {
  setTerminal(false);
  const result = await step("Dataset", async (report) => {
    for (let second = 0; second < 12; second += 1) {
      vi.advanceTimersByTime(1_000);
      report(`${second + 1} s`);
    }
    return 42;
  });
  expect(result).toBe(42);
  expect(written).toBe("… Dataset: 5 s\n… Dataset: 10 s\n✓ Dataset (12.0 s)\n");
});

test("a step that took no time does not say how long", async () => {
  setTerminal(false);
  await step("Pages", async () => undefined);
  expect(written).toBe("✓ Pages\n");
});

test("a step that fails is marked, and its error goes on", async () => {
  setTerminal(false);
  await expect(step("Pages", () => Promise.reject(new Error("no pages")))).rejects.toThrow("no pages");
  expect(written).toBe("✗ Pages\n");
});

test("at a terminal: one line that renews itself and never wraps", async () => {
  setTerminal(true);
  Object.defineProperty(stderr, "columns", { value: 30, configurable: true });
  await step("Dataset", async (report) => report("x".repeat(200)));
  const visible = written.split("\r").map((line) => line.replaceAll("\u001B[2K", "").replace("\n", ""));
  expect(visible.every((line) => line.length <= 30)).toBe(true);
  expect(written.match(/\n/g)).toHaveLength(1);
  expect(visible.at(-1)).toBe("✓ Dataset");
});
