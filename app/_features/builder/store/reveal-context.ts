"use client";

import { createContext, useContext } from "react";

type RevealOptions = {
  isFocused?: boolean;
  /** It has just come in: Output stays in sight with it. */
  isNew?: boolean;
};

/** @param nodeId a block's, or that of a folded group on the canvas. A block in a folded group opens it. */
export type Reveal = (nodeId: string, options?: RevealOptions) => void;

export const RevealContext = createContext<Reveal>(() => undefined);

/** Brings a block into view and, where asked, puts the keyboard on it. */
export function useReveal(): Reveal {
  return useContext(RevealContext);
}
