"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReadNoticesInput } from "#server/contract/notice.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

/** Marks notices as read, on the page at once. */
export function useReadNotices() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();

  function show(input: ReadNoticesInput): void {
    const isMeant = (id: string) => !("noticeId" in input) || input.noticeId === id;
    queryClient.setQueryData(
      trpc.notice.list.queryKey(),
      (known) =>
        known && {
          items: known.items.map((item) => (isMeant(item.id) ? { ...item, isRead: true } : item)),
        },
    );
    queryClient.setQueryData(
      trpc.notice.unread.queryKey(),
      (known) => known && { unread: "noticeId" in input ? Math.max(0, known.unread - 1) : 0 },
    );
  }

  return useMutation(
    trpc.notice.read.mutationOptions({
      onMutate: show,
      onError: (error) => toast.error(explainError(error).message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.notice.pathKey() }),
    }),
  );
}
