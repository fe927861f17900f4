import { sendScoreJob } from "#server/jobs/send-score.ts";
import { forgetLaunches } from "#server/services/lti/forget-launches.ts";
import { enqueueScores, sendScore } from "#server/services/lti/send-scores.ts";
import { defineHandler } from "../../host/define-handler.ts";

/** No child: it waits for somebody else's server, and computes nothing. */
export const sendScoreHandler = defineHandler({
  definition: sendScoreJob,
  async work({ db, jobs, lti, logger }, job) {
    const { scoreId } = job.payload;
    const end = await sendScore({ db, lti }, scoreId);
    logger.info({ scoreId, end }, "a score was to be sent");
    await jobs.complete(job);
  },
  tidy: ({ db, jobs }) => [
    [enqueueScores({ db, jobs }), "scores for learning platforms could not be queued"],
    [forgetLaunches(db), "old launches could not be deleted"],
  ],
});
