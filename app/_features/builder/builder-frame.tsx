"use client";

import { ReactFlowProvider } from "@xyflow/react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { NetworkCanvas } from "./canvas/network-canvas.tsx";
import { useClipboard } from "./clipboard/use-clipboard.ts";
import { Inspector } from "./inspector/inspector.tsx";
import { lazySettings } from "./inspector/lazy-settings.ts";
import { useBuilderKeys } from "./keys/use-builder-keys.ts";
import { Palette } from "./palette/palette.tsx";
import { BUILDER_ID, RevealProvider } from "./reveal-provider.tsx";
import type { BuilderStore } from "./store/builder-store.ts";
import { BuilderStoreContext } from "./store/store-context.ts";
import { TotalsBar } from "./totals/totals-bar.tsx";

type Panel = { isOpen: boolean };
const ShortcutsDialog = lazyDialog<Panel>(
  async () => (await import("./keys/shortcuts-dialog.tsx")).ShortcutsDialog,
);
const BackboneDialog = lazyDialog<Panel>(
  async () => (await import("./header/backbone-dialog.tsx")).BackboneDialog,
);
const BlockSearch = lazyDialog<Panel>(async () => (await import("./palette/block-search.tsx")).BlockSearch);

/** Fetched once somebody touches the canvas, before it is needed. */
function loadRest(): void {
  lazySettings.load();
  BlockSearch.load();
}

type BuilderFrameProps = {
  store: BuilderStore;
  header: ReactNode;
  onTrain?: () => void;
  /** Dialogs over it. */
  children?: ReactNode;
};

/** The builder's parts around its canvas, to edit or only to look at. Fills the window below the top bar. */
export function BuilderFrame({ store, header, onTrain = ignore, children }: BuilderFrameProps) {
  const isReadOnly = useStore(store, (state) => state.isReadOnly);
  const panel = useStore(store, (state) => state.panel);
  return (
    <BuilderStoreContext value={store}>
      <ReactFlowProvider>
        <RevealProvider>
          <Shortcuts onTrain={onTrain} />
          <div
            id={BUILDER_ID}
            onPointerMoveCapture={loadRest}
            onPointerDownCapture={loadRest}
            onFocusCapture={loadRest}
            className="flex h-[calc(100dvh-var(--shell-top))] min-h-[26rem] flex-col"
          >
            {header}
            <div className="flex min-h-0 flex-1 max-md:flex-col">
              {!isReadOnly && <Palette />}
              <NetworkCanvas />
              <Inspector />
            </div>
            <TotalsBar />
          </div>
          {!isReadOnly && <BlockSearch isOpen={panel === "search"} />}
          {!isReadOnly && <BackboneDialog isOpen={panel === "backbone"} />}
          <ShortcutsDialog isOpen={panel === "shortcuts"} />
        </RevealProvider>
        {children}
      </ReactFlowProvider>
    </BuilderStoreContext>
  );
}

function Shortcuts({ onTrain }: { onTrain: () => void }) {
  useBuilderKeys(onTrain);
  useClipboard();
  return null;
}

function ignore(): void {
  // Nothing can be trained in a design that is only looked at.
}
