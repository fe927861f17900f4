"use client";

import { useEffect } from "react";
import { Dialog } from "#app/_ui/dialog.tsx";
import { createLazyParts } from "#app/_ui/lazy-parts.ts";
import { useBuilder } from "../store/store-context.ts";
import type { TrainFormProps } from "./train-form.tsx";

const lazyForm = createLazyParts(() => import("./train-form.tsx"));

/** Its form comes when it is first opened. */
export function TrainDialog(props: TrainFormProps) {
  const isOpen = useBuilder((state) => state.panel === "train");
  const show = useBuilder((state) => state.show);
  const parts = lazyForm.useParts();
  useEffect(() => {
    if (isOpen) lazyForm.load();
  }, [isOpen]);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => {
        show(next ? "train" : null);
        if (!next) props.onClose();
      }}
    >
      {isOpen && parts !== null && <parts.TrainForm {...props} />}
    </Dialog>
  );
}
