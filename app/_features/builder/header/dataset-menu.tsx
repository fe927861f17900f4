"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, Images } from "lucide-react";
import { toast } from "#app/_lib/toast.ts";
import { taskText, inputText } from "#app/_features/dataset/describe-dataset.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import type { DesignDetails } from "#server/contract/design.ts";
import { useChangeDataset } from "../use-change-dataset.ts";

type DatasetMenuProps = {
  design: DesignDetails;
  /** What it is for now; null where that is not there. */
  dataset: Pick<DatasetInfo, "id" | "title"> | null;
  /** Saves what is on the canvas; null where that failed. */
  onSave: () => Promise<number | null>;
  /** The design as it was saved for another dataset. */
  onChanged?: (design: DesignDetails) => void;
};

/** What a design is for. Another dataset fits its first and last block to itself. */
export function DatasetMenu({ design, dataset, onSave, onChanged }: DatasetMenuProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.dataset.list.queryOptions({ cohortId: design.cohortId }));
  const change = useChangeDataset(design);

  const usable = data?.datasets.filter(({ isUsable }) => isUsable) ?? [];

  /** @param from what to go back to; null where this is going back. */
  async function choose(datasetId: string, from: string | null): Promise<void> {
    const revision = await onSave();
    if (revision === null) {
      toast.error("Save the design first; then it can have another dataset");
      return;
    }
    change.mutate(
      { datasetId, revision },
      {
        onSuccess(changed) {
          onChanged?.(changed);
          const name = usable.find(({ id }) => id === datasetId)?.title ?? "its dataset";
          toast.success(`The network fits ${name} now`, {
            id: "dataset",
            ...(from === null ? {} : { action: { label: "Undo", onClick: () => void choose(from, null) } }),
          });
        },
      },
    );
  }

  const title = dataset?.title ?? "Choose a dataset";
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Dataset: ${title}`}
        disabled={change.isPending}
        className={cn(
          buttonVariants({ variant: "ghost", size: "sm" }),
          "max-w-48 gap-1.5 max-md:size-11 max-md:px-0",
        )}
      >
        <Images aria-hidden />
        <span className="truncate max-lg:sr-only">{title}</span>
        <ChevronDown aria-hidden className="max-md:hidden" />
      </MenuTrigger>
      <MenuContent align="end" className="w-80">
        {usable.map(({ id, title: name, descriptor }) => (
          <MenuItem
            key={id}
            onClick={() => {
              if (id !== dataset?.id) void choose(id, dataset?.id ?? null);
            }}
          >
            <span className="flex min-w-0 flex-1 flex-col py-1">
              <span className="truncate font-medium">{name}</span>
              {descriptor !== null && (
                <span className="text-xs text-muted-foreground">
                  {taskText(descriptor)} · {inputText(descriptor)}
                </span>
              )}
            </span>
            {id === dataset?.id && <Check aria-label="chosen" />}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
