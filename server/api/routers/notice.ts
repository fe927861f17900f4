import { readNoticesInput } from "#server/contract/notice.ts";
import { countUnread, listNotices } from "#server/services/notice/list.ts";
import { readNotices } from "#server/services/notice/read.ts";
import { router, sessionProcedure } from "../trpc.ts";

export const noticeRouter = router({
  list: sessionProcedure.query(({ ctx }) => listNotices(ctx.service)),
  unread: sessionProcedure.query(({ ctx }) => countUnread(ctx.service)),
  read: sessionProcedure
    .input(readNoticesInput)
    .mutation(({ ctx, input }) => readNotices(ctx.service, input)),
});
