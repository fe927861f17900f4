import { z } from "zod";
import {
  allowCourseInput,
  changePlatformInput,
  courseInput,
  platformInput,
  registerPlatformInput,
} from "#server/contract/lti.ts";
import { allowCourse } from "#server/services/lti/allow-course.ts";
import { changePlatform, registerPlatform, removePlatform } from "#server/services/lti/platforms.ts";
import { sendAllScores } from "#server/services/lti/queue-all-scores.ts";
import { invitePlatformRoster, platformRoster } from "#server/services/lti/roster.ts";
import { ltiSettings } from "#server/services/lti/settings.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const ltiRouter = router({
  get: sessionProcedure
    .input(z.object({ cohortId: z.uuid() }))
    .query(({ ctx, input }) => ltiSettings(ctx.service, input.cohortId)),
  register: sessionProcedure
    .input(registerPlatformInput)
    .mutation(({ ctx, input }) => registerPlatform(ctx.service, input)),
  change: sessionProcedure
    .input(changePlatformInput)
    .mutation(({ ctx, input }) => changePlatform(ctx.service, input)),
  remove: sessionProcedure
    .input(platformInput)
    .mutation(({ ctx, input }) => removePlatform(ctx.service, input.platformId)),
  allowCourse: sessionProcedure
    .input(allowCourseInput)
    .mutation(({ ctx, input }) => allowCourse(ctx.service, input)),
  // It asks the platform, which takes a while.
  roster: sessionProcedure
    .input(courseInput)
    .mutation(({ ctx, input }) => platformRoster(ctx.service, input.courseId)),
  invite: sessionProcedure
    .input(courseInput)
    .mutation(({ ctx, input }) => invitePlatformRoster(ctx.service, input.courseId)),
  sendScores: sessionProcedure
    .input(platformInput)
    .mutation(({ ctx, input }) => sendAllScores(ctx.service, input.platformId)),
});
