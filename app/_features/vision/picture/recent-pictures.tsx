"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { toast } from "#app/_lib/toast.ts";
import { cn } from "#app/_lib/cn.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { VISION_PICTURES_PATH, type VisionPictureView } from "#server/contract/vision-picture.ts";

type RecentPicturesProps = {
  cohortId: string;
  shown: string | null;
  onPick: (picture: VisionPictureView) => void;
  onRemoved: (id: string) => void;
};

/** A person's pictures of today, to be asked about again or deleted. */
export function RecentPictures({ cohortId, shown, onPick, onRemoved }: RecentPicturesProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: pictures = [] } = useQuery(trpc.vision.pictures.queryOptions({ cohortId }));
  const remove = useMutation(
    trpc.vision.removePicture.mutationOptions({
      onSuccess: (_, { pictureId }) => onRemoved(pictureId),
      onError: (error) => toast.error(explainError(error).message),
      onSettled: () =>
        queryClient.invalidateQueries({ queryKey: trpc.vision.pictures.queryKey({ cohortId }) }),
    }),
  );
  if (pictures.length === 0) return null;
  return (
    <section aria-label="Your pictures of today" className="space-y-1.5">
      <h2 className="text-sm font-medium">Your pictures of today</h2>
      <ul className="flex gap-2 overflow-x-auto p-0.5 pb-1.5">
        {pictures.map((picture) => (
          <li key={picture.id} className="relative shrink-0">
            <button
              type="button"
              aria-label={`Show ${picture.name}`}
              aria-pressed={picture.id === shown}
              title={picture.name}
              onClick={() => onPick(picture)}
              className={cn(
                "block size-16 overflow-hidden rounded-md bg-muted",
                picture.id === shown && "outline-2 outline-primary",
              )}
            >
              {/* oxlint-disable-next-line nextjs/no-img-element -- a person's own picture, which no optimiser may keep */}
              <img
                src={`${VISION_PICTURES_PATH}${picture.id}`}
                alt=""
                loading="lazy"
                className="size-full object-cover"
              />
            </button>
            <button
              type="button"
              aria-label={`Delete ${picture.name}`}
              onClick={() => remove.mutate({ pictureId: picture.id })}
              className="absolute right-0.5 bottom-0.5 rounded-sm bg-card/90 p-1 text-muted-foreground hover:text-destructive-text"
            >
              <Trash2 aria-hidden className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
