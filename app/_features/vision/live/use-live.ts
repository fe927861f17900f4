"use client";

import { useEffect, useState, type RefObject } from "react";
import type { Size } from "#models/vision/box.ts";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import type { Detector, Sight } from "./detector.ts";
import { newestFrame } from "./frame-source.ts";
import { openDetector, type Place } from "./open-detector.ts";
import { runLive } from "./run-live.ts";

export type LiveSight = Sight & {
  /** Of the frame. */
  size: Size;
  /** From the taking of the frame to its answer. */
  frameMs: number;
  framesPerSecond: number;
};

type LiveOptions = {
  isOn: boolean;
  place: Place;
  cohortId: string;
  model: ModelDescriptor | undefined;
  video: RefObject<HTMLVideoElement | null>;
};

const COUNTED_MS = 2_000;

/** Has what a video shows looked at as long as it is on; another place or model begins anew. */
export function useLive({ isOn, place, cohortId, model, video }: LiveOptions) {
  const [sight, setSight] = useState<LiveSight | null>(null);
  const [where, setWhere] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!isOn || model === undefined) return undefined;
    const ending = new AbortController();
    let detector: Detector | null = null;
    const explain = (error: unknown) => {
      if (!ending.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
    };

    async function begin(wanted: ModelDescriptor): Promise<void> {
      const opened = await openDetector(place, cohortId, wanted);
      const source = video.current;
      if (ending.signal.aborted || source === null) {
        opened.close();
        return;
      }
      detector = opened;
      setWhere(opened.place);
      const times: number[] = [];
      const stop = runLive({
        capture: () => newestFrame(source, ending.signal),
        detect: opened.detect,
        atOnce: opened.atOnce,
        onFailure: explain,
        onFound(found, { width, height }, frameMs) {
          const now = performance.now();
          times.push(now);
          while ((times[0] ?? now) < now - COUNTED_MS) times.shift();
          const span = now - (times[0] ?? now);
          const framesPerSecond = span > 0 ? ((times.length - 1) * 1_000) / span : 0;
          setSight({ ...found, size: { width, height }, frameMs, framesPerSecond });
        },
      });
      ending.signal.addEventListener("abort", stop);
    }

    begin(model).catch(explain);
    return () => {
      ending.abort();
      detector?.close();
      setSight(null);
      setWhere(null);
      setFailure(null);
    };
  }, [isOn, place, cohortId, model, video]);

  return { sight, where, failure };
}
