"use client";

import { Download } from "lucide-react";
import { toast } from "#app/_lib/toast.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { clipBox } from "#models/vision/box.ts";
import { cocoJson } from "#models/vision/coco-json.ts";
import { detectionsCsv } from "#models/vision/detections-csv.ts";
import type { VisionPictureView } from "#server/contract/vision-picture.ts";
import { annotatedPng } from "./annotated-png.ts";
import { useKeepResult } from "../use-keep-result.ts";
import type { Found } from "./found.ts";
import { saveFile } from "./save-file.ts";

type ExportMenuProps = {
  picture: VisionPictureView;
  address: string;
  found: readonly Found[];
  classes: readonly string[];
};

/** What is shown, as files. */
export function ExportMenu({ picture, address, found, classes }: ExportMenuProps) {
  const stem = picture.name.replace(/\.[a-z]+$/i, "");
  const { name: file, width, height } = picture;
  const keep = useKeepResult();
  const detections = found.map(({ left, top, right, bottom, conf, class: name }) => ({
    left,
    top,
    right,
    bottom,
    conf,
    class: name,
  }));
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

  async function savePng(): Promise<void> {
    try {
      saveFile(`${stem}-boxes.png`, await annotatedPng(address, picture, found));
    } catch {
      toast.error("The picture could not be drawn. Try a smaller one.");
    }
  }

  return (
    <Menu>
      <MenuTrigger className={buttonVariants({ variant: "secondary" })}>
        <Download aria-hidden />
        Export
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem onClick={() => saveFile(`${stem}.csv`, detectionsCsv(detections))}>Table as CSV</MenuItem>
        <MenuItem onClick={() => saveFile(`${stem}.json`, json({ file, width, height, boxes: detections }))}>
          Boxes as JSON
        </MenuItem>
        <MenuItem
          onClick={() =>
            saveFile(`${stem}-coco.json`, json(cocoJson([{ file, width, height, detections }], classes)))
          }
        >
          COCO JSON
        </MenuItem>
        <MenuItem
          onClick={() =>
            keep({
              kind: "detection",
              file,
              size: { width, height },
              pictureId: picture.id,
              boxes: found.map((each) => ({ class: each.class, ...clipBox(each, picture) })),
            })
          }
        >
          Keep for an exercise
        </MenuItem>
        <MenuItem onClick={() => void savePng()}>Picture with boxes, PNG</MenuItem>
      </MenuContent>
    </Menu>
  );
}
