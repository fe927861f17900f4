"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { isTooLong } from "#app/_lib/name-length.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { MAX_TAG_LENGTH } from "#server/contract/run-choices.ts";
import { useMarkRuns } from "./use-mark-runs.ts";

type TagsDialogProps = {
  cohortId: string;
  runs: readonly { id: string; name: string; tags: readonly string[] }[];
  onClose: () => void;
};

/** One's own tags of one run or of several. Mounted while it is open; each change is kept at once. */
export function TagsDialog({ cohortId, runs, onClose }: TagsDialogProps) {
  const trpc = useTRPC();
  const { data: facets } = useQuery(trpc.run.facets.queryOptions({ cohortId }));
  const { mark, isPending } = useMarkRuns(cohortId);
  const [typed, setTyped] = useState("");
  const runIds = runs.map(({ id }) => id);
  const used = [...new Set(runs.flatMap(({ tags }) => tags))].toSorted();
  const onAll = new Set(used.filter((tag) => runs.every(({ tags }) => tags.includes(tag))));
  const offered = [...new Set([...used, ...(facets?.tags ?? [])])].filter((tag) => !onAll.has(tag));

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === "" || isTooLong(tag, MAX_TAG_LENGTH)) return;
    mark({ runIds, addTags: [tag] }, () => setTyped(""));
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={runs.length === 1 ? `Tags of “${runs[0]?.name}”` : `Tags of ${runs.length} runs`}
        description="Only you see them. The list can be narrowed to one."
      >
        <div className="flex flex-col gap-4">
          {used.length > 0 && (
            <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
              {used.map((tag) => (
                <li key={tag}>
                  <Button
                    size="sm"
                    variant="secondary"
                    className="max-md:h-11"
                    icon={<X aria-hidden />}
                    aria-label={`Take off ${tag}`}
                    disabled={isPending}
                    onClick={() => mark({ runIds, removeTags: [tag] })}
                  >
                    {tag}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <form noValidate onSubmit={handleSubmit} className="flex items-start gap-2">
            <NameField
              label="New tag"
              className="min-w-0 flex-1"
              value={typed}
              onValueChange={setTyped}
              max={MAX_TAG_LENGTH}
              placeholder="baseline"
            />
            <Button type="submit" variant="secondary" isBusy={isPending} className="mt-6.5">
              Add
            </Button>
          </form>
          {offered.length > 0 && (
            <div className="flex flex-col gap-1.5">
              <p className="text-sm font-medium">Tags that you have used</p>
              <ul className="flex flex-wrap gap-1.5">
                {offered.map((tag) => (
                  <li key={tag}>
                    <Button
                      size="sm"
                      variant="ghost"
                      className="border border-border max-md:h-11"
                      icon={<Plus aria-hidden />}
                      disabled={isPending}
                      onClick={() => mark({ runIds, addTags: [tag] })}
                    >
                      {tag}
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
