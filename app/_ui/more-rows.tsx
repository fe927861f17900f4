"use client";

import { Button } from "./button.tsx";
import { CardFooter } from "./card.tsx";
import { moreText, type FirstRows } from "./use-first-rows.ts";

/** Below a list of which the first rows are shown; nothing where that is all of it. */
export function MoreRows({ hidden, showMore }: Pick<FirstRows<unknown>, "hidden" | "showMore">) {
  if (hidden === 0) return null;
  return (
    <CardFooter>
      <Button variant="secondary" onClick={showMore}>
        {moreText(hidden)}
      </Button>
    </CardFooter>
  );
}
