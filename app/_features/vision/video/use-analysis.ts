"use client";

import { useEffect, useRef, useState } from "react";
import type { ModelDescriptor } from "#models/zoo/descriptor.ts";
import { openDetector, type Place } from "../live/open-detector.ts";
import { analyseVideo, type SeenFrame } from "./analyse-video.ts";
import type { Video } from "./open-video.ts";

type Analysis = {
  frames: readonly SeenFrame[];
  isRunning: boolean;
  failure: string | null;
  place: string | null;
};
const NONE: Analysis = { frames: [], isRunning: false, failure: null, place: null };

type Wanted = { video: Video; cohortId: string; model: ModelDescriptor; place: Place; every: number };

/** Has a video looked at, from `start` until it is through or cancelled; what has been seen by then stays. */
export function useAnalysis() {
  const [state, setState] = useState(NONE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start({ video, cohortId, model, place, every }: Wanted): Promise<void> {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const tell = (more: Partial<Analysis>) => {
      if (running.current === mine) setState((before) => ({ ...before, ...more }));
    };
    setState({ ...NONE, isRunning: true });
    try {
      const detector = await openDetector(place, cohortId, model);
      tell({ place: detector.place });
      try {
        await analyseVideo(video, detector, {
          every,
          signal: mine.signal,
          onSeen: (frames) => tell({ frames }),
        });
      } finally {
        detector.close();
      }
      tell({ isRunning: false });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell({ isRunning: false, failure: mine.signal.aborted ? null : reason });
    }
  }

  function forget(): void {
    running.current?.abort();
    running.current = null;
    setState(NONE);
  }

  return { ...state, start, cancel: () => running.current?.abort(), forget };
}
