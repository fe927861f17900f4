import { useState } from "react";

/** How many are added at a press: a browser lays these out at once. */
const STEP = 100;

export type FirstRows<Row> = { rows: Row[]; hidden: number; showMore: () => void };

/** Of a long list the first rows, and more of them when somebody asks: thousands at once hold a browser up. */
export function useFirstRows<Row>(all: readonly Row[], first = STEP): FirstRows<Row> {
  const [count, setCount] = useState(first);
  return {
    rows: all.slice(0, count),
    hidden: Math.max(0, all.length - count),
    showMore: () => setCount(count + STEP),
  };
}

/** `Show 100 more of 950`, `Show 7 more`. */
export function moreText(hidden: number): string {
  return hidden > STEP ? `Show ${STEP} more of ${hidden.toLocaleString("en-US")}` : `Show ${hidden} more`;
}
