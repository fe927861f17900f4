import { afterEach, expect, test } from "vitest";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { createThreadPool, ThreadTimeout, type ThreadPool } from "./thread-pool.ts";

type TestTasks = {
  double: (value: number) => number;
  thread: (input: null) => number;
  hang: (flag: SharedArrayBuffer) => never;
  wait: (flag: SharedArrayBuffer) => string;
  die: (input: null) => never;
  fail: (input: null) => never;
  crash: (input: null) => never;
};

// Speaks what `serveTasks` speaks; threads cannot load TypeScript.
const ENTRY = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from "node:worker_threads";
    const begun = (flag) => { Atomics.store(new Int32Array(flag), 0, 1); Atomics.notify(new Int32Array(flag), 0); };
    const tasks = {
      double: (value) => 2 * value,
      thread: () => threadId,
      hang: (flag) => { begun(flag); for (;;); },
      wait: (flag) => { begun(flag); Atomics.wait(new Int32Array(flag), 1, 0); return "waited"; },
      die: () => process.exit(7),
      fail: () => { throw new Error("no such luck"); },
      // Caught, it is thrown again by what looks at it.
      crash: () => { throw { get message() { throw new Error("crashed"); } }; },
    };
    parentPort.on("message", ({ name, input }) => {
      try { parentPort.postMessage({ ok: true, value: tasks[name](input) }); }
      catch (error) { parentPort.postMessage({ ok: false, message: error.message }); }
    });
  `)}`,
);

let pool: ThreadPool<TestTasks>;
afterEach(() => pool.close());

function open(
  options: {
    threads?: number;
    maxWaiting?: number;
    mostAtOnce?: { wait: number };
    mostWaiting?: { wait: number };
  } = {},
) {
  pool = createThreadPool<TestTasks>({ entry: ENTRY, threads: 1, maxWaiting: 10, ...options });
  return pool;
}

/** The first cell says that its task has begun, the second lets it go on. */
const flag = () => new SharedArrayBuffer(8);
const hasBegun = (shared: SharedArrayBuffer) =>
  expect.poll(() => Atomics.load(new Int32Array(shared), 0)).toBe(1);
function letGo(shared: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(shared), 1, 1);
  Atomics.notify(new Int32Array(shared), 1);
}
const plenty = { timeoutMs: PATIENCE_MS };

test("tasks are answered, in one thread where there is one", async () => {
  const { run } = open();
  expect(await Promise.all([1, 2, 3].map((value) => run("double", value, plenty)))).toEqual([2, 4, 6]);
  const ids = await Promise.all([1, 2].map(() => run("thread", null, plenty)));
  expect(new Set(ids).size).toBe(1);
});

test("a task that never ends is ended, and the next is done by another thread", async () => {
  const { run } = open();
  const first = await run("thread", null, plenty);
  const hanging = run("hang", flag(), { timeoutMs: 50 });
  const next = run("thread", null, plenty);
  await expect(hanging).rejects.toBeInstanceOf(ThreadTimeout);
  expect(await next).not.toBe(first);
});

test("a thread that dies takes its own task with it and no other", async () => {
  const { run } = open();
  const [died, done] = await Promise.allSettled([run("die", null, plenty), run("double", 4, plenty)]);
  expect(died.status).toBe("rejected");
  expect(done).toMatchObject({ value: 8 });
  await expect(run("fail", null, plenty)).rejects.toThrow("no such luck");
  expect(await run("double", 5, plenty)).toBe(10);
});

test("a thread that crashed is given nothing more", async () => {
  const { run } = open();
  const crashed = run("crash", null, plenty);
  // Asked as soon as it is known, when the thread has not quite ended.
  const next = crashed.catch(() => run("double", 3, plenty));
  await expect(crashed).rejects.toThrow("crashed");
  expect(await next).toBe(6);
});

test("of a task no more than allowed run at once, so another finds a thread", async () => {
  const { run } = open({ threads: 2, mostAtOnce: { wait: 1 } });
  const [first, second] = [flag(), flag()];
  const waits = [first, second].map((shared) => run("wait", shared, plenty));
  await hasBegun(first);
  // Were both threads taken, this would never be answered.
  expect(await run("double", 1, plenty)).toBe(2);
  expect(Atomics.load(new Int32Array(second), 0)).toBe(0);
  letGo(first);
  letGo(second);
  expect(await Promise.all(waits)).toEqual(["waited", "waited"]);
});

test("what is done in the background comes last", async () => {
  const { run } = open();
  const shared = flag();
  const busy = run("wait", shared, plenty);
  const done: string[] = [];
  const ask = (name: string, isBackground: boolean) =>
    run("double", 1, { ...plenty, isBackground }).then(() => done.push(name));
  const asked = [ask("background", true), ask("first", false), ask("second", false)];
  letGo(shared);
  await Promise.all([busy, ...asked]);
  expect(done).toEqual(["first", "second", "background"]);
});

test("more than may wait is refused, and so is everything once it is closed", async () => {
  const { run, close } = open({ maxWaiting: 1 });
  const shared = flag();
  const tasks = [run("wait", shared, plenty), run("double", 1, plenty)];
  await expect(run("double", 2, plenty)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await hasBegun(shared);
  await Promise.all([
    close(),
    ...tasks.map((task) => expect(task).rejects.toMatchObject({ code: "UNAVAILABLE" })),
  ]);
  await expect(run("double", 3, plenty)).rejects.toMatchObject({ code: "UNAVAILABLE" });
});

test("of a task no more wait than may, and another still finds room", async () => {
  const { run } = open({ mostWaiting: { wait: 1 } });
  const flags = [flag(), flag()];
  const both = flags.map((shared) => run("wait", shared, plenty));
  await expect(run("wait", flag(), plenty)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  const other = run("double", 1, plenty);
  for (const shared of flags) letGo(shared);
  expect(await Promise.all(both)).toEqual(["waited", "waited"]);
  expect(await other).toBe(2);
});
