"use client";

import { useEffect, type ComponentType } from "react";
import { createLazyParts } from "./lazy-parts.ts";

type LazyDialog<Props> = ComponentType<Props> & {
  /** Fetches it before it is opened. */
  load: () => void;
};

/** A dialog whose code comes when it is first opened; where it does not come, the next opening tries again. */
export function lazyDialog<Props extends { isOpen: boolean }>(
  fetchDialog: () => Promise<ComponentType<Props>>,
): LazyDialog<Props> {
  const lazy = createLazyParts(async () => ({ Dialog: await fetchDialog() }));

  function LazyDialog(props: Props) {
    const parts = lazy.useParts();
    useEffect(() => {
      if (props.isOpen) lazy.load();
    }, [props.isOpen]);
    return parts === null ? null : <parts.Dialog {...props} />;
  }

  return Object.assign(LazyDialog, { load: lazy.load });
}
