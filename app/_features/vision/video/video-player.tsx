"use client";

import { useEffect, useState, type RefObject } from "react";
import { LiveBoxes } from "../live/live-boxes.tsx";
import type { Video } from "./open-video.ts";
import type { TrackedFound, VideoMoment } from "./seen-video.ts";

type VideoPlayerProps = {
  video: Video;
  player: RefObject<HTMLVideoElement | null>;
  moment: VideoMoment | undefined;
  onTime: (time: number) => void;
};

/** The video as the browser plays it, and over it what was seen at that moment. */
export function VideoPlayer({ video, player, moment, onTime }: VideoPlayerProps) {
  const [address, setAddress] = useState<string | null>(null);
  const ratio = video.width / video.height;

  useEffect(() => {
    const made = URL.createObjectURL(video.file);
    // oxlint-disable-next-line react/set-state-in-effect -- an address of the browser's, let go of with the effect
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [video.file]);

  return (
    <div
      className="relative mx-auto overflow-hidden rounded-lg bg-muted"
      style={{ aspectRatio: ratio, maxWidth: `min(100%, calc(60dvh * ${ratio}))` }}
    >
      {address !== null && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- a person's own file
        <video
          ref={player}
          src={address}
          controls
          muted
          playsInline
          aria-label={video.file.name}
          onTimeUpdate={({ currentTarget }) => onTime(currentTarget.currentTime)}
          className="absolute inset-0 size-full"
        />
      )}
      {moment !== undefined && <LiveBoxes found={moment.found.map(withId)} size={moment.size} />}
    </div>
  );
}

function withId(seen: TrackedFound): TrackedFound {
  return seen.trackId === 0 ? seen : { ...seen, class: `${seen.class} ${seen.trackId}` };
}
