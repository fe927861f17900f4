import type { NoticeItem } from "#server/contract/notice.ts";
import { Moment } from "../exercise/moment.tsx";

/** What happened, in words; times as they stand now. */
export function NoticeText({ item }: { item: NoticeItem }) {
  const { kind, exercise, dueAt, isExtended, happenedAt, teamName } = item;
  switch (kind) {
    case "grade":
      return "Your grade was released";
    case "answer":
      return "Your question about a grade was answered";
    case "question":
      return "A question about a grade";
    case "exercise":
      return exercise.opensAt !== null && exercise.opensAt > happenedAt ? (
        <>
          A new exercise, open from <Moment at={exercise.opensAt} />
        </>
      ) : (
        "A new exercise"
      );
    case "review":
      return "There are submissions of others for you to mark";
    case "team":
      return teamName === null ? "You are in no team any more" : `You are in the team “${teamName}”`;
    case "extension":
      if (!isExtended) return "Your own deadline was taken back";
      return (
        <>
          You have more time
          {dueAt !== null && (
            <>
              , until <Moment at={dueAt} />
            </>
          )}
        </>
      );
    case "deadline":
      return dueAt === null ? (
        "There is no deadline any more"
      ) : (
        <>
          The deadline is now <Moment at={dueAt} />
        </>
      );
  }
}
