import { clsx, type ClassValue } from "clsx";
import { createTailwindMerge } from "tailwind-merge";
import { mergeConfig } from "./class-groups.ts";

const mergeClasses = createTailwindMerge(() => mergeConfig);

/** Joins class names; a later Tailwind class wins over an earlier one that sets the same thing. */
export function cn(...classes: ClassValue[]): string {
  return mergeClasses(clsx(classes));
}
