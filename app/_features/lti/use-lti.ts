"use client";

import { useMutation } from "@tanstack/react-query";
import { counted } from "#app/_lib/counted.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { useChangeOptions } from "#app/_lib/use-change-options.ts";

/** What buttons of the page do at once. */
export function useLti() {
  const trpc = useTRPC();
  const told = useChangeOptions([trpc.lti.pathKey()]);
  return {
    allowCourse: useMutation(trpc.lti.allowCourse.mutationOptions(told)),
    remove: useMutation(trpc.lti.remove.mutationOptions(told)),
    sendScores: useMutation(
      trpc.lti.sendScores.mutationOptions({
        ...told,
        onSuccess: ({ queued }) =>
          toast.success(
            queued === 0
              ? "The platform has every grade that was released, or is sent it now."
              : `${counted(queued, "grade")} will be sent.`,
          ),
      }),
    ),
  };
}
