"use client";

import { Copy, Download, Keyboard, MoreHorizontal, Upload } from "lucide-react";
import { useRef } from "react";
import { toast } from "sonner";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "#app/_ui/menu.tsx";
import { useShowNetwork } from "../canvas/use-show-network.ts";
import { groupOf } from "#models/graph/edits/edit.ts";
import { blobSource } from "#models/interchange/file/byte-source.ts";
import { readModelFile } from "#models/interchange/file/read-model-file.ts";
import { arrange } from "../edits/arrange.ts";
import { downloadText, fileNameOf } from "../files/download-text.ts";
import { formatModelFile } from "../files/model-file.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { ImportNotes } from "./import-notes.tsx";

/** Long enough to read them. */
const NOTES_SHOWN_MS = 20_000;

type FileMenuProps = { name: string; onDuplicate: () => void };

export function FileMenu({ name, onDuplicate }: FileMenuProps) {
  const store = useBuilderStore();
  const edit = useEdit();
  const showNetwork = useShowNetwork();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const show = useBuilder((state) => state.show);
  const picker = useRef<HTMLInputElement>(null);

  async function open(file: File): Promise<void> {
    const parsed = await readModelFile(blobSource(file));
    if (!parsed.ok) {
      toast.error(`${file.name} was not opened`, { description: parsed.reason });
      return;
    }
    const { notes } = parsed;
    const isEdited = edit(() => {
      const replaced = { kind: "replaceGraph", graph: parsed.graph } as const;
      const arranged = notes === null ? null : arrange(parsed.graph);
      const places = arranged?.ok === true ? [arranged.edit] : [];
      return { ok: true, edit: groupOf([replaced, ...places]), selected: [] };
    });
    if (!isEdited) return;
    showNetwork();
    toast.success(`${file.name} is on the canvas`, {
      action: { label: "Undo", onClick: () => store.getState().undo() },
      ...(notes === null ? {} : { description: <ImportNotes notes={notes} />, duration: NOTES_SHOWN_MS }),
    });
  }

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".json,.keras,.zip,application/json"
        aria-label="Model file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file can be chosen again.
          event.target.value = "";
          if (file !== undefined) void open(file);
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
