"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell, CheckCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { NoticeRow } from "./notice-row.tsx";
import { useReadNotices } from "./use-read-notices.ts";

type NoticeListProps = {
  title: ReactNode;
  /** The reader goes to what a notice is about. */
  onLeave: () => void;
};

export function NoticeList({ title, onLeave }: NoticeListProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.notice.list.queryOptions());
  const read = useReadNotices();
  const items = data?.items ?? [];
  const [newest] = items;
  const hasUnread = items.some(({ isRead }) => !isRead);
  return (
    <>
      <div className="flex h-12 shrink-0 items-center justify-between gap-2 border-b border-border pr-1.5 pl-4">
        {title}
        <Button
          variant="ghost"
          size="sm"
          icon={<CheckCheck aria-hidden />}
          disabled={newest === undefined || !hasUnread}
          onClick={() => newest !== undefined && read.mutate({ until: newest.happenedAt })}
        >
          Mark all as read
        </Button>
      </div>
      <div className="min-h-0 overflow-y-auto overscroll-contain">
        {data === undefined && error !== null ? (
          <ErrorState error={error} title="The notices were not read" onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <RowsSkeleton />
        ) : items.length === 0 ? (
          <EmptyState icon={<Bell aria-hidden />} title="Nothing new">
            New exercises, changed deadlines, released grades and answers are told here.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-border">
            {items.map((item) => (
              <NoticeRow
                key={item.id}
                item={item}
                onRead={() => read.mutate({ noticeId: item.id })}
                onLeave={onLeave}
              />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
