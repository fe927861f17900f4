import type { ExerciseHandIn } from "#models/exercises/exercise.ts";
import { counted } from "#app/_lib/counted.ts";
import type { OwnSubmissions } from "#server/contract/submission.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `in 3 days`, `in 5 hours`, `2 days ago`: how far a moment is, rounded so that nobody is told more than they have. */
export function formatDistance(ms: number): string {
  const size = Math.abs(ms);
  const [unit, unitMs] =
    size >= 2 * DAY_MS
      ? (["day", DAY_MS] as const)
      : size >= 2 * HOUR_MS
        ? (["hour", HOUR_MS] as const)
        : (["minute", MINUTE_MS] as const);
  const count = Math.floor(size / unitMs);
  if (count === 0) return ms >= 0 ? "in less than a minute" : "just now";
  const text = counted(count, unit);
  return ms >= 0 ? `in ${text}` : `${text} ago`;
}

/** What happens to what comes late, in words. */
export function lateText({ late }: ExerciseHandIn): string {
  switch (late.kind) {
    case "none":
      return "Nothing is taken after the deadline.";
    case "percent":
      return `Each day that has begun after the deadline costs ${late.percentADay} % of the points.`;
    case "cutoff":
      return `Taken for ${counted(late.hours, "hour")} after the deadline, and marked as late.`;
  }
}

export function limitsText({ limits }: ExerciseHandIn): string {
  const { total, perDay } = limits;
  if (total === null && perDay === null) return "As often as you like; the best counts.";
  const parts = [
    ...(total === null ? [] : [`${timesText(total)} in all`]),
    ...(perDay === null ? [] : [`${timesText(perDay)} in 24 hours`]),
  ];
  return `At most ${parts.join(", ")}; the best counts.`;
}

const timesText = (count: number) => (count === 1 ? "once" : counted(count, "time"));

/** How many submissions are left. */
export function leftText({ now, total, nextAt }: OwnSubmissions["left"]): string {
  if (now === null) return "You can hand in as often as you like.";
  if (now > 0) {
    const more = total !== null && total > now ? `, ${total} in all` : "";
    return `${counted(now, "submission")} left${more}.`;
  }
  return nextAt === null ? "No submissions are left." : "None is left for now.";
}
