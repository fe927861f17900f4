import { sql } from "drizzle-orm";
import type { StartingPoint } from "#models/weights/starting-point.ts";

/** Of a row of `submission`: whether whoever marks is not told whose it is, which ends with the first released grade. */
export const isConcealed = sql<boolean>`(
  exists (select from exercise asking
    where asking.id = submission.exercise_id and asking.hand_in ->> 'isAnonymous' = 'true')
  and not exists (select from anonymity_lift lift where lift.exercise_id = submission.exercise_id)
  and not exists (select from grade given where given.submission_id = submission.id and given.is_released))`;

/** Of a row of `submission`: eight digits of its random id, which follow neither names nor times. */
const markingNumber = sql<number>`
  (('x' || substr(md5(submission.id::text), 1, 7))::bit(28)::int % 90000000 + 10000000)`;

/** As it is called where it has no name. */
export const markingName = sql<string>`'Submission ' || ${markingNumber}`;

const HIDDEN_SOURCE = "a network whose name is hidden";

/** What of a submission leads to a person. */
type Traces = {
  runId: string | null;
  runName: string | null;
  startedFrom: StartingPoint | null;
  userId: string;
  userName: string;
  teamId: string | null;
  teamName: string | null;
};

/** Under its number alone. */
export function withoutNames(row: Pick<Traces, "startedFrom"> & { id: string; markingName: string }): Traces {
  const { id, startedFrom } = row;
  return {
    runId: null,
    runName: null,
    startedFrom: startedFrom === null ? null : { ...startedFrom, source: HIDDEN_SOURCE },
    userId: id,
    userName: row.markingName,
    teamId: null,
    teamName: null,
  };
}
