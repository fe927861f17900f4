"use client";

import { useEffect, useRef, useState } from "react";
import { saveFile } from "../detect/save-file.ts";
import { annotatedVideo } from "./annotated-video.ts";
import type { Video } from "./open-video.ts";
import type { SeenVideo } from "./seen-video.ts";

/** Writes a video with its boxes; `share` says how far it is, null where nothing is written. */
export function useAnnotation() {
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function write(video: Video, seen: SeenVideo, stem: string): Promise<void> {
    const mine = new AbortController();
    running.current = mine;
    setFailure(null);
    setShare(0);
    try {
      const { blob, ending } = await annotatedVideo(video, seen, {
        signal: mine.signal,
        onProgress: setShare,
      });
      saveFile(`${stem}-boxes.${ending}`, blob);
    } catch (error) {
      if (!mine.signal.aborted) setFailure(error instanceof Error ? error.message : String(error));
    }
    setShare(null);
  }

  return { share, failure, write, cancel: () => running.current?.abort() };
}
