"use client";

import { Fragment } from "react";
import { MenuGroup, MenuItem, MenuLabel, MenuLinkItem, MenuSeparator } from "#app/_ui/menu.tsx";
import type { RunDetails } from "#server/contract/run.ts";
import { downloadGroups, type DownloadFormat } from "./download-formats.ts";
import { formatFileSize } from "./format-file-size.ts";

type DownloadItemsProps = { details: RunDetails; whyNoTfjs: string | null; hasResult: boolean };

/** Every file that a run can be had as, with what it is for. */
export function DownloadItems({ details, ...known }: DownloadItemsProps) {
  return downloadGroups(details, known).map(({ title, formats }, index) => (
    <Fragment key={title}>
      {index > 0 && <MenuSeparator />}
      <MenuGroup>
        <MenuLabel>{title}</MenuLabel>
        {formats.map((format) => (
          <FormatItem key={format.file} runId={details.id} format={format} />
        ))}
      </MenuGroup>
    </Fragment>
  ));
}

function FormatItem({ runId, format }: { runId: string; format: DownloadFormat }) {
  const { file, label, use, sizeBytes, whyNot } = format;
  const text = (
    <>
      <span className="flex min-w-0 flex-1 flex-col py-0.5">
        <span className="font-medium">{label}</span>
        <span className="text-muted-foreground text-xs">{whyNot ?? use}</span>
      </span>
      {sizeBytes !== null && whyNot === null && (
        <span className="text-muted-foreground self-start py-1 text-xs tabular-nums">
          {formatFileSize(sizeBytes)}
        </span>
      )}
    </>
  );
  if (whyNot !== null) {
    return (
      <MenuItem disabled className="data-disabled:opacity-75">
        {text}
      </MenuItem>
    );
  }
  return (
    <MenuLinkItem href={`/api/runs/${runId}/${file}`} download>
      {text}
    </MenuLinkItem>
  );
}
