"use client";

import { useEffect, useRef, useState } from "react";
import { extractFrames, type ExtractedFrame } from "./extract-frames.ts";
import type { Video } from "./open-video.ts";

type Extraction = { frames: readonly ExtractedFrame[]; isRunning: boolean; failure: string | null };
const NONE: Extraction = { frames: [], isRunning: false, failure: null };

/** Takes frames out of a video, until all have come or it is cancelled; those that have come by then stay. */
export function useExtraction() {
  const [state, setState] = useState(NONE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(video: Video, numbers: readonly number[], stem: string): Promise<void> {
    running.current?.abort();
    const mine = new AbortController();
    const { signal } = mine;
    running.current = mine;
    setState({ ...NONE, isRunning: true });
    let failure: string | null = null;
    try {
      await extractFrames(video, {
        numbers,
        stem,
        signal,
        onFrame(frame) {
          if (!signal.aborted) setState((before) => ({ ...before, frames: [...before.frames, frame] }));
        },
      });
    } catch (error) {
      if (!signal.aborted) failure = error instanceof Error ? error.message : String(error);
    }
    if (running.current === mine) setState((before) => ({ ...before, isRunning: false, failure }));
  }

  return { ...state, start, cancel: () => running.current?.abort() };
}
