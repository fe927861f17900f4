import { expect, test } from "vitest";
import { explainExit, type Exit } from "./explain-exit.ts";

const KILLED: Exit = {
  code: null,
  signal: "SIGKILL",
  isOverMemory: false,
  memoryLimitBytes: 1_000,
  memory: { residentBytes: 300, hasKernelKilled: false },
  stderrTail: "",
};

const OUTSIDE = { kind: "ended-outside", signal: "SIGKILL" };
const OUT_OF_MEMORY = { kind: "crashed", failure: { code: "OUT_OF_MEMORY" } };
const CRASHED = { kind: "crashed", failure: { code: "CHILD_CRASHED" } };

const CASES: readonly [what: string, exit: Partial<Exit>, expected: object][] = [
  ["killed without any sign of want", {}, OUTSIDE],
  [
    "killed where nothing can be measured",
    { memory: { residentBytes: null, hasKernelKilled: false } },
    OUTSIDE,
  ],
  [
    "killed by the kernel, far from its limit",
    { memory: { residentBytes: 300, hasKernelKilled: true } },
    { ...OUT_OF_MEMORY, isForOthers: true },
  ],
  ["killed near its limit", { memory: { residentBytes: 950, hasKernelKilled: false } }, OUT_OF_MEMORY],
  ["killed by us at its limit", { isOverMemory: true }, OUT_OF_MEMORY],
  ["killed after a failed allocation", { stderrTail: "std::bad_alloc" }, OUT_OF_MEMORY],
  ["asked to end by another", { signal: "SIGTERM" }, { kind: "ended-outside", signal: "SIGTERM" }],
  [
    "asked to end by another near its limit",
    { signal: "SIGTERM", memory: { residentBytes: 950, hasKernelKilled: false } },
    { kind: "ended-outside", signal: "SIGTERM" },
  ],
  ["a wrong pointer", { signal: "SIGSEGV" }, CRASHED],
  ["a heap that was full", { signal: "SIGABRT", stderrTail: "Reached heap limit" }, OUT_OF_MEMORY],
  ["an exit code", { signal: null, code: 7 }, CRASHED],
];

test("killed by the kernel for what it took itself", () => {
  const memory = { residentBytes: 700, hasKernelKilled: true };
  expect(explainExit({ ...KILLED, memory })).not.toHaveProperty("isForOthers");
});

test.each(CASES)("%s", (_, exit, expected) => {
  expect(explainExit({ ...KILLED, ...exit })).toMatchObject(expected);
});
