import type { Candidate } from "#models/vision/decode-candidates.ts";

/** What a network says of a frame, in the frame's pixels and before suppression. */
export type Sight = { candidates: Candidate[]; modelMs: number };

/** Something that looks at frames, here or on the server. */
export type Detector = {
  /** For people: where it runs. */
  place: string;
  /** Frames that it can have at once, so that it never waits for the next. */
  atOnce: number;
  /** null: a newer frame took its place. @throws Error in a learner's words where it cannot go on. */
  detect: (frame: HTMLCanvasElement | OffscreenCanvas) => Promise<Sight | null>;
  close: () => void;
};
