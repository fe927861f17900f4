"use client";

import { ChartSpline, Copy, Download, Keyboard, MoreHorizontal, Upload } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuLinkItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { downloadText, fileNameOf } from "../files/download-text.ts";
import { formatModelFile } from "../files/model-file.ts";
import { useImportFile } from "../files/use-import-file.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";

type FileMenuProps = {
  name: string;
  onDuplicate: () => void;
  /** Where the runs of the design are listed. */
  runsHref?: string;
};

export function FileMenu({ name, onDuplicate, runsHref }: FileMenuProps) {
  const store = useBuilderStore();
  const importFile = useImportFile();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const show = useBuilder((state) => state.show);
  const picker = useRef<HTMLInputElement>(null);

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".json,.keras,.h5,.hdf5,.zip,.onnx,.safetensors,application/json"
        aria-label="Model file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file can be chosen again.
          event.target.value = "";
          if (file !== undefined) void importFile(file);
        }}
      />
      <Menu>
        <MenuTrigger
          aria-label="More"
          className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "max-md:size-11")}
        >
          <MoreHorizontal aria-hidden />
        </MenuTrigger>
        <MenuContent align="end" className="min-w-56">
          {!isReadOnly && (
            <MenuItem onClick={() => picker.current?.click()}>
              <Upload aria-hidden />
              Import a model file…
            </MenuItem>
          )}
          <MenuItem
            onClick={() => downloadText(`${fileNameOf(name)}.json`, formatModelFile(store.getState().graph))}
          >
            <Download aria-hidden />
            Export as a model file
          </MenuItem>
          <MenuItem onClick={onDuplicate}>
            <Copy aria-hidden />
            Duplicate the design
          </MenuItem>
          {runsHref !== undefined && (
            <MenuLinkItem render={<Link href={runsHref} />}>
              <ChartSpline aria-hidden />
              Runs of this design
            </MenuLinkItem>
          )}
          <MenuSeparator />
          <MenuItem onClick={() => show("shortcuts")}>
            <Keyboard aria-hidden />
            Keyboard shortcuts
            <kbd className="ml-auto font-mono text-xs text-muted-foreground">?</kbd>
          </MenuItem>
        </MenuContent>
      </Menu>
    </>
  );
}
