import { expect, test } from "vitest";
import { CHECK_MS, createLinkMonitor, type Link } from "./link-monitor.ts";

function monitored() {
  let time = 0;
  const told: string[] = [];
  const onChange = (link: Link) => told.push(link.state === "lost" ? link.reason : link.state);
  const monitor = createLinkMonitor({ now: () => time, onChange });
  return {
    monitor,
    told,
    now: () => time,
    /** Lets time pass, with a check as often as a page makes one. */
    pass: (ms: number, each: () => void = () => undefined) => {
      for (const end = time + ms; time < end;) {
        time += CHECK_MS;
        each();
        monitor.check();
      }
    },
    freeze: (ms: number) => void (time += ms),
  };
}

test("a link that goes silent is told within three seconds, and found again with the next word", () => {
  const { monitor, told, pass, now } = monitored();
  monitor.connected();
  pass(60_000, () => now() % 1_000 === 0 && monitor.heard());
  expect(told).toEqual(["connected"]);
  pass(2_000);
  expect(told).toEqual(["connected"]);
  pass(750);
  expect(told).toEqual(["connected", "silent"]);
  monitor.heard();
  expect(told.at(-1)).toBe("connected");
});

test("without a network it is told at once, and stays that until something is heard", () => {
  const { monitor, told, pass } = monitored();
  monitor.connected();
  monitor.offline();
  monitor.closed();
  monitor.heard();
  pass(5_000);
  expect(told).toEqual(["connected", "offline"]);
  monitor.connected();
  expect(told).toEqual(["connected", "offline", "connected"]);
});

test("a machine that slept is given a moment to hear what has come", () => {
  const { monitor, told, pass, freeze } = monitored();
  monitor.connected();
  freeze(600_000);
  pass(CHECK_MS);
  expect(told).toEqual(["connected"]);
  pass(2_000);
  expect(told).toEqual(["connected", "silent"]);
});
