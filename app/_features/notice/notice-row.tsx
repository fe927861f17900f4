import { Check } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import type { NoticeItem } from "#server/contract/notice.ts";
import { cn } from "#app/_lib/cn.ts";
import { Button } from "#app/_ui/button.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { NoticeText } from "./notice-text.tsx";

type NoticeRowProps = { item: NoticeItem; onRead: () => void; onLeave: () => void };

export function NoticeRow({ item, onRead, onLeave }: NoticeRowProps) {
  const { cohort, exercise, submissionId, happenedAt, isRead } = item;
  const link = useRef<HTMLAnchorElement>(null);
  const page = submissionId === null ? `exercises/${exercise.id}` : `submissions/${submissionId}`;
  return (
    <li className={cn("relative flex items-center", !isRead && "bg-primary-soft/40")}>
      <Link
        ref={link}
        href={`/cohorts/${cohort.id}/${page}`}
        className="flex min-w-0 flex-1 flex-col gap-0.5 py-2.5 pr-14 pl-4 -outline-offset-2 hover:bg-accent"
        onClick={() => {
          if (!isRead) onRead();
          onLeave();
        }}
      >
        <span className={cn(!isRead && "font-medium")}>
          <NoticeText item={item} />
          {!isRead && <span className="sr-only">, unread</span>}
        </span>
        <span className="truncate text-[0.8125rem] text-muted-foreground">
          {exercise.title} · {cohort.name}
        </span>
        <RelativeTime at={happenedAt} className="text-xs text-muted-foreground" />
      </Link>
      {!isRead && (
        <Button
          variant="ghost"
          size="icon"
          className="absolute right-1.5 max-md:size-11"
          aria-label="Mark as read"
          title="Mark as read"
          onClick={() => {
            // The button goes; who goes through the list by keys stays in it.
            link.current?.focus();
            onRead();
          }}
        >
          <Check aria-hidden />
        </Button>
      )}
    </li>
  );
}
