"use client";

import { useEffect, type ComponentProps } from "react";
import { createLazyParts } from "#app/_ui/lazy-parts.ts";
import type { BlockPicture } from "./block-picture.tsx";

const lazy = createLazyParts(() => import("./block-picture.tsx"));

/** A block's picture, fetched by whoever shows the first. */
export function LazyBlockPicture(props: ComponentProps<typeof BlockPicture>) {
  const parts = lazy.useParts();
  useEffect(() => lazy.load(), []);
  return parts === null ? null : <parts.BlockPicture {...props} />;
}
