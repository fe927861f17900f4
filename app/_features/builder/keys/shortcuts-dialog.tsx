"use client";

import { Fragment } from "react";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { useBuilder } from "../store/store-context.ts";
import { useFocusAfterDialog } from "./use-focus-canvas.ts";

const GROUPS: readonly { title: string; keys: readonly (readonly [keys: string, does: string])[] }[] = [
  {
    title: "Build",
    keys: [
      ["/ or A", "Find a block and add it after the selected one"],
      ["C", "Connect the selected block to another"],
      ["Enter", "Go to the block's settings"],
      ["Escape", "Back to the block; again to select nothing"],
      ["Delete", "Remove what is selected and join its neighbours"],
      ["Ctrl D", "Duplicate"],
      ["Ctrl C, X, V", "Copy, cut, paste, also between tabs"],
    ],
  },
  {
    title: "Move",
    keys: [
      ["Arrow keys", "Go to the next block that way"],
      ["Shift arrows", "Move the selected blocks"],
      ["Shift drag", "Select all in a box"],
      ["Ctrl A", "Select everything"],
      ["F", "Zoom to fit"],
      ["L", "Tidy up the layout"],
      ["G", "Fold the modules, or open them"],
    ],
  },
  {
    title: "Everything",
    keys: [
      ["Ctrl Z", "Undo"],
      ["Ctrl Shift Z", "Redo, also Ctrl Y"],
      ["Ctrl Enter", "Train"],
      ["?", "This list"],
    ],
  },
];

export function ShortcutsDialog() {
  const isOpen = useBuilder((state) => state.panel === "shortcuts");
  const show = useBuilder((state) => state.show);
  const giveFocusBack = useFocusAfterDialog();
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => show(next ? "shortcuts" : null)}
      onOpenChangeComplete={giveFocusBack}
    >
      <DialogContent title="Keyboard shortcuts" description="On a Mac, Cmd works in place of Ctrl.">
        <div className="flex flex-col gap-5">
          {GROUPS.map(({ title, keys }) => (
            <section key={title}>
              <h3 className="mb-2 text-xs font-medium text-muted-foreground">{title}</h3>
              <dl className="grid grid-cols-[8.5rem_1fr] gap-x-4 gap-y-2 text-sm">
                {keys.map(([key, does]) => (
                  <Fragment key={key}>
                    <dt>
                      <kbd className="rounded border border-border bg-muted px-1.5 py-0.5 font-mono text-xs">
                        {key}
                      </kbd>
                    </dt>
                    <dd>{does}</dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
