import { createLazyParts } from "#app/_ui/lazy-parts.ts";

/** The forms of what is selected, which an untouched canvas does without. */
export const lazySettings = createLazyParts(async () => {
  const [{ BlockInspector }, { ManySelected }] = await Promise.all([
    import("./block-inspector.tsx"),
    import("./many-selected.tsx"),
  ]);
  return { BlockInspector, ManySelected };
});
