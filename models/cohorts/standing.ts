/** How somebody is getting on, judged by what they have done and whether they are here. */
export type Standing = {
  state: "training" | "stuck" | "idle" | "working" | "away";
  /** In words, for who teaches them. */
  reason: string;
};

export type StandingFacts = {
  isHere: boolean;
  activeRuns: number;
  finishedRuns: number;
  /** Runs that failed or were cancelled since the last that finished. */
  setbacks: number;
  hasDesign: boolean;
  /** Of their last change or run, or of joining; milliseconds as Date.now() gives them. */
  lastAt: number;
};

const MINUTE_MS = 60_000;
/** Two things that went wrong after another are no accident. */
const STUCK_SETBACKS = 2;
/** Of nothing, on a page of the class. */
const IDLE_MINUTES = 10;

/** Whoever needs a look first is `stuck`, then `idle`. */
export function standingOf(facts: StandingFacts, nowMs: number): Standing {
  const { isHere, activeRuns, finishedRuns, setbacks, hasDesign, lastAt } = facts;
  const minutes = Math.floor((nowMs - lastAt) / MINUTE_MS);
  if (activeRuns > 0) {
    return { state: "training", reason: `${activeRuns} ${activeRuns === 1 ? "run" : "runs"} under way` };
  }
  if (setbacks >= STUCK_SETBACKS) {
    return { state: "stuck", reason: `the last ${setbacks} runs failed or were cancelled` };
  }
  if (!isHere) return { state: "away", reason: "no page open" };
  if (minutes >= IDLE_MINUTES) {
    if (!hasDesign) return { state: "stuck", reason: `here, and no design after ${minutes} minutes` };
    if (finishedRuns === 0)
      return { state: "stuck", reason: `nothing trained, and no change for ${minutes} minutes` };
    return { state: "idle", reason: `here, and nothing done for ${minutes} minutes` };
  }
  return { state: "working", reason: "changed something a moment ago" };
}

const URGENCY: Record<Standing["state"], number> = { stuck: 0, idle: 1, training: 2, working: 3, away: 4 };

/** For lists: whoever needs a look comes first. */
export function byUrgency(a: Standing, b: Standing): number {
  return URGENCY[a.state] - URGENCY[b.state];
}
