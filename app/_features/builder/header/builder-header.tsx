"use client";

import { Copy, Eye, Plus, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { useBuilder } from "../store/store-context.ts";
import { DesignName } from "./design-name.tsx";
import { FileMenu } from "./file-menu.tsx";
import { HistoryButtons } from "./history-buttons.tsx";
import { PresetsMenu } from "./presets-menu.tsx";
import { RunsMenu } from "./runs-menu.tsx";
import { TrainButton } from "./train-button.tsx";

type EditableHeaderProps = {
  cohortId: string;
  designId: string;
  name: string;
  isShared: boolean;
  saveStatus: ReactNode;
  /** Where the design's dataset is chosen. */
  datasetMenu: ReactNode;
  onRename: (name: string) => void;
  onShare: (isShared: boolean) => void;
  onDuplicate: () => void;
  onTrain: () => void;
};

const className =
  "flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-border bg-card px-3 py-1.5";

export function EditableHeader(props: EditableHeaderProps) {
  const show = useBuilder((state) => state.show);
  return (
    <header className={className}>
      <h1 className="sr-only">{props.name}</h1>
      <DesignName name={props.name} onRename={props.onRename} />
      {props.saveStatus}
      {/* On a phone a row of its own, below the name and Train. */}
      <div className="ml-auto flex items-center gap-1.5 max-md:order-last max-md:w-full max-md:justify-between max-md:gap-0.5">
        <Button
          variant="secondary"
          size="icon-sm"
          aria-label="Add a block"
          className="size-11 md:hidden"
          onClick={() => show("search")}
        >
          <Plus aria-hidden />
        </Button>
        <HistoryButtons />
        <RunsMenu cohortId={props.cohortId} designId={props.designId} />
        {props.datasetMenu}
        <PresetsMenu />
        <Tooltip label="Everybody in the cohort can look at a shared design and copy it">
          <span className="mx-1 flex h-8 items-center gap-2 max-md:h-11 text-[0.8125rem] font-medium">
            <Users aria-hidden className="size-4 text-muted-foreground md:hidden" />
            <span aria-hidden className="max-md:hidden">
              Shared
            </span>
            <Switch aria-label="Shared" checked={props.isShared} onCheckedChange={props.onShare} />
          </span>
        </Tooltip>
        <FileMenu
          name={props.name}
          onDuplicate={props.onDuplicate}
          runsHref={`/cohorts/${props.cohortId}/runs?design=${props.designId}`}
        />
      </div>
      <TrainButton onTrain={props.onTrain} />
    </header>
  );
}

type ReadOnlyHeaderProps = { name: string; ownerName: string; isBusy: boolean; onDuplicate: () => void };

export function ReadOnlyHeader({ name, ownerName, isBusy, onDuplicate }: ReadOnlyHeaderProps) {
  return (
    <header className={className}>
      <h1 className="min-w-0 truncate px-2 text-[0.9375rem] font-semibold">{name}</h1>
      <span className="text-[0.8125rem] text-muted-foreground">by {ownerName}</span>
      <Badge>
        <Eye aria-hidden />
        View only
      </Badge>
      <div className="ml-auto flex items-center gap-1.5">
        <FileMenu name={name} onDuplicate={onDuplicate} />
        <Button size="sm" icon={<Copy aria-hidden />} isBusy={isBusy} onClick={onDuplicate}>
          Duplicate to edit
        </Button>
      </div>
    </header>
  );
}
