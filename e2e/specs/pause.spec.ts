import type { RunDetails } from "#server/contract/run.ts";
import { AT_ONCE } from "../support/at-once.ts";
import { startTraining } from "../support/cohort.ts";
import { epochRows, shownEpochRows } from "../support/epochs.ts";
import { untilEpochs, untilState } from "../support/runs.ts";
import { expect, test } from "../support/test.ts";

const EPOCHS = 8;

function pausedAt({ events }: RunDetails): RegExp {
  const last = events.at(-1)?.body;
  if (last?.kind !== "paused") throw new Error("The last event is not a pause");
  const { epoch, step, steps } = last.point;
  if (step > 0) return new RegExp(`^Paused at epoch ${epoch}, step ${step} of ${steps}`);
  return new RegExp(`^Paused after epoch ${epoch - 1} of ${EPOCHS}`);
}

test("a learner pauses a run, its instructor sees it, and resumed it ends with every epoch once", async ({
  cohort,
  open,
}) => {
  const { learner, instructor, id: cohortId } = cohort;
  // Training goes on while pages open: as few as possible do then.
  const list = await open(instructor, { path: `/cohorts/${cohortId}/runs` });
  const { id } = await startTraining(learner, cohortId, { epochs: EPOCHS, batchSize: 1, name: "Patient" });
  const path = `/cohorts/${cohortId}/runs/${id}`;
  const [mine, theirs] = await Promise.all([open(learner, { path }), open(instructor, { path })]);
  const myStatus = mine.getByRole("status", { name: "Run" });
  const theirStatus = theirs.getByRole("status", { name: "Run" });
  await untilEpochs(learner, id, 2);

  // By keyboard alone: the one button pauses and resumes, and keeps the focus.
  await mine.getByRole("button", { name: "Pause" }).focus();
  await mine.keyboard.press("Enter");
  await expect(myStatus).toHaveText("Paused", AT_ONCE);
  await expect(theirStatus).toHaveText("Paused", AT_ONCE);
  await expect(list.getByRole("listitem").filter({ hasText: "Patient" })).toContainText("Paused");
  const paused = await untilState(learner, id, ["paused"]);
  await expect(theirs.getByRole("region", { name: "Progress" })).toContainText(pausedAt(paused));
  await expect(theirs.getByRole("button", { name: "Cancel run" })).toBeVisible();
  await expect(mine.getByRole("button", { name: "Resume" })).toBeFocused();

  // The worker is free for others meanwhile.
  const other = await startTraining(instructor, cohortId, { epochs: 1, name: "Quick" });
  await untilState(instructor, other.id, ["finished"]);
  expect((await learner.api.run.get.query({ runId: id })).lastSeq).toBe(paused.lastSeq);

  await mine.keyboard.press("Enter");
  await expect(theirStatus).toHaveText(/^Epoch \d+ of 8$/);
  const finished = await untilState(learner, id, ["finished"]);
  await expect(myStatus).toHaveText("Finished");
  expect(finished.events.map(({ seq }) => seq)).toEqual(finished.events.map((_, index) => index + 1));
  const rows = epochRows(finished);
  expect(rows.map(([epoch]) => Number(epoch))).toEqual(Array.from({ length: EPOCHS }, (_, i) => i + 1));
  for (const page of [mine, theirs]) expect(await shownEpochRows(page)).toEqual(rows);
  await expect(mine.getByText(/attempt/i)).toBeHidden();
});
