/** Of a video's frames, counted from 0: from `first` on each `increment`-th, `most` at most; null: all there are. */
export type FrameChoice = { first: number; increment: number; most: number | null };

/**
 * The numbers of the frames that are meant, to the last one that there is.
 * @param total frames of the video.
 */
export function whichFrames(total: number, { first, increment, most }: FrameChoice): number[] {
  const from = Math.max(0, Math.round(first));
  const step = Math.max(1, Math.round(increment));
  const there = from >= total ? 0 : Math.ceil((total - from) / step);
  const wanted = most === null ? there : Math.max(0, Math.round(most));
  return Array.from({ length: Math.min(there, wanted) }, (_, index) => from + index * step);
}

/** A frame's file: its number with as many digits as the last one's, so that names sort as frames follow. */
export function frameFileName(stem: string, number: number, total: number): string {
  return `${stem}-${String(number).padStart(String(Math.max(0, total - 1)).length, "0")}.png`;
}
