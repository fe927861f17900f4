"use client";

import { useEffect, useState } from "react";
import type { ExtractedFrame } from "./extract-frames.ts";

type ExtractedFramesProps = { frames: readonly ExtractedFrame[]; onSeek: (time: number) => void };

/** Small, in their order. A click goes there, where the frame can be asked about. */
export function ExtractedFrames({ frames, onSeek }: ExtractedFramesProps) {
  if (frames.length === 0) return null;
  return (
    <ul
      aria-label="Frames taken"
      className="-m-1 grid max-h-72 grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2 overflow-y-auto p-1"
    >
      {frames.map((frame) => (
        <li key={frame.number}>
          <button
            type="button"
            className="group block w-full space-y-1 rounded-md text-left"
            onClick={() => onSeek(frame.time)}
          >
            <Thumbnail file={frame.file} />
            <span className="num block text-xs text-muted-foreground group-hover:text-foreground">
              frame {frame.number}, {frame.time.toFixed(2)} s
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({ file }: { file: File }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    // oxlint-disable-next-line react/set-state-in-effect -- an address of the browser's, let go of with the effect
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <span className="block aspect-video overflow-hidden rounded-md border bg-muted">
      {address !== null && (
        // oxlint-disable-next-line nextjs/no-img-element -- it never leaves this machine
        <img src={address} alt="" loading="lazy" decoding="async" className="size-full object-contain" />
      )}
    </span>
  );
}
