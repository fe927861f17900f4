/** Where a run can be. */
export const RUN_STATES = ["queued", "running", "paused", "finished", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];
