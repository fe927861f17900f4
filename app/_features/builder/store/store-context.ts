"use client";

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { BuilderState, BuilderStore } from "./builder-store.ts";

export const BuilderStoreContext = createContext<BuilderStore | null>(null);

export function useBuilderStore(): BuilderStore {
  const store = useContext(BuilderStoreContext);
  if (store === null) throw new Error("A part of the builder needs the builder around it");
  return store;
}

export function useBuilder<Value>(select: (state: BuilderState) => Value): Value {
  return useStore(useBuilderStore(), select);
}
