"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { toast } from "#app/_lib/toast.ts";
import { MAX_OWN_PICTURE_BYTES, OWN_PICTURE_PATH } from "#server/contract/own-picture.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Avatar } from "#app/_ui/avatar.tsx";
import { Button } from "#app/_ui/button.tsx";

type OwnPictureProps = { name: string; image: string | null; onChanged: () => void };

async function send(file: File | null): Promise<void> {
  if (file !== null && file.size > MAX_OWN_PICTURE_BYTES) {
    throw new Error("The picture is larger than 10 MB. Choose a smaller one.");
  }
  const response = await fetch(OWN_PICTURE_PATH, { method: file === null ? "DELETE" : "POST", body: file });
  if (response.ok) return;
  const { error } = (await response.json()) as { error?: { message?: string } };
  throw new Error(error?.message ?? "The picture could not be saved. Try again.");
}

export function OwnPicture({ name, image, onChanged }: OwnPictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: send,
    onError: (error) => toast.error(error.message),
    onSuccess: async () => {
      onChanged();
      await queryClient.invalidateQueries({ queryKey: trpc.cohort.get.pathKey() });
    },
  });
  return (
    <div className="flex items-center gap-4">
      <Avatar name={name} image={image} className="size-16 text-xl" />
      <div className="flex flex-col items-start gap-1.5">
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-label="Your picture"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file !== undefined) change.mutate(file);
          }}
        />
        <Button
          size="sm"
          variant="secondary"
          isBusy={change.isPending}
          onClick={() => input.current?.click()}
        >
          {image === null ? "Choose a picture" : "Choose another"}
        </Button>
        {image === null ? (
          <span className="text-xs text-muted-foreground">Your classes see it.</span>
        ) : (
          <Button size="sm" variant="ghost" disabled={change.isPending} onClick={() => change.mutate(null)}>
            Take it away
          </Button>
        )}
      </div>
    </div>
  );
}
