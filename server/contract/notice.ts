import { z } from "zod";

const moment = z.iso.datetime();

/** Counted no further: the bell says "more than". */
export const MAX_UNREAD = 99;

const noticeItem = z.object({
  id: z.uuid(),
  /** `question`, to who grades: somebody asks about a grade. `answer`: what came of one's own. */
  kind: z.enum(["grade", "extension", "answer", "question", "exercise", "deadline", "review", "team"]),
  cohort: z.object({ id: z.uuid(), name: z.string() }),
  exercise: z.object({ id: z.uuid(), title: z.string(), opensAt: moment.nullable() }),
  /** null where it is about the exercise. */
  submissionId: z.uuid().nullable(),
  /** When it is due for who asks, as it stands now. */
  dueAt: moment.nullable(),
  isExtended: z.boolean(),
  /** The team that one is in there by now; null where one is in none. */
  teamName: z.string().nullable(),
  /** The last time. */
  happenedAt: moment,
  isRead: z.boolean(),
});
export type NoticeItem = z.infer<typeof noticeItem>;

const noticeList = z.object({
  /** The newest first. */
  items: z.array(noticeItem),
});
export type NoticeList = z.infer<typeof noticeList>;

const unreadNotices = z.object({
  /** At most one more than is counted. */
  unread: z.int(),
});
export type UnreadNotices = z.infer<typeof unreadNotices>;

export const readNoticesInput = z.union([
  z.object({ noticeId: z.uuid() }),
  /** All that happened until then: what came since was not seen. */
  z.object({ until: moment }),
]);
export type ReadNoticesInput = z.infer<typeof readNoticesInput>;
