"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { edgeId } from "#models/graph/edge-id.ts";
import { duplicate } from "#models/graph/edits/paste.ts";
import { remove } from "#models/graph/edits/remove.ts";
import { FIT } from "../canvas/fit.ts";
import { type Direction, neighbourOf } from "../canvas/neighbour.ts";
import { useShowNetwork } from "../canvas/use-show-network.ts";
import { PASTE_OFFSET } from "../clipboard/paste-offset.ts";
import { arrange } from "../edits/arrange.ts";
import { moveBy } from "../edits/move.ts";
import { INSPECTOR_ID } from "../inspector/inspector.tsx";
import { BUILDER_ID, CANVAS_ID } from "../reveal-provider.tsx";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilderStore } from "../store/store-context.ts";
import { sameViewOf } from "../view/view.ts";
import { useEdit } from "../use-edit.ts";
import { isInOverlay, isTextEntry } from "./is-text-entry.ts";
import { useFocusCanvas } from "./use-focus-canvas.ts";

const ARROWS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const NUDGE = 8;

/** Everything that the shortcuts dialog lists. */
export function useBuilderKeys(onTrain: () => void): void {
  const store = useBuilderStore();
  const edit = useEdit();
  const reveal = useReveal();
  const showNetwork = useShowNetwork();
  const focusCanvas = useFocusCanvas();
  const flow = useReactFlow();

  useEffect(() => {
    const state = () => store.getState();
    const view = () => sameViewOf(state().graph, state().folded);

    function withControl(event: KeyboardEvent): (() => void) | undefined {
      switch (event.key.toLowerCase()) {
        case "z":
          return event.shiftKey ? state().redo : state().undo;
        case "y":
          return state().redo;
        case "d":
          return () => edit((graph) => duplicate(graph, state().selection.nodes, PASTE_OFFSET));
        case "a":
          return () =>
            state().select({
              nodes: state().graph.nodes.map((node) => node.id),
              edges: state().graph.edges.map(edgeId),
            });
        case "enter":
          return onTrain;
        default:
          return undefined;
      }
    }

    function plain(event: KeyboardEvent): (() => void) | undefined {
      switch (event.key) {
        case "/":
        case "a":
          return state().isReadOnly ? undefined : () => state().show("search");
        case "c":
          return state().selection.nodes.length === 1 ? () => state().show("connect") : undefined;
        case "g":
          return view().groups.length > 0 ? () => foldOrOpen() : undefined;
        case "f":
          return () => void flow.fitView({ ...FIT, duration: 200 });
        case "l":
          return () => {
            edit(arrange);
            showNetwork();
          };
        case "?":
          return () => state().show("shortcuts");
        default:
          return undefined;
      }
    }

    function onCanvas(event: KeyboardEvent): (() => void) | undefined {
      const { selection } = state();
      const direction = ARROWS[event.key];
      if (direction !== undefined) {
        return event.shiftKey ? () => nudge(direction) : () => walk(direction);
      }
      switch (event.key) {
        case "Delete":
        case "Backspace":
          return () => removeSelected(selection.nodes, selection.edges);
        case "Escape":
          return () => state().select({});
        case "Enter":
          return selection.nodes.length === 1 ? focusSettings : openFolded();
        default:
          return undefined;
      }
    }

    /** Undefined where no folded group has the focus. */
    function openFolded(): (() => void) | undefined {
      const id = document.activeElement?.getAttribute("data-id");
      const group = view().folded.find(({ viewId }) => viewId === id);
      const [first] = group?.members ?? [];
      if (group === undefined || first === undefined) return undefined;
      return () => {
        state().setFolded(group.id, false);
        state().select({ nodes: [first] });
        reveal(first, { isFocused: true });
      };
    }

    function removeSelected(nodes: readonly string[], edges: readonly string[]): void {
      if (nodes.length === 0 && edges.length === 0) return;
      const [first] = nodes;
      const next = first === undefined ? null : neighbourOf(view(), first, "up");
      const isDone = edit((graph) => remove(graph, nodes, edges));
      if (!isDone || next === null || nodes.length !== 1) return;
      go(next);
    }

    /** @param id a block's, or a folded group's, which means all that are in it. */
    function go(id: string): void {
      const group = view().folded.find(({ viewId }) => viewId === id);
      state().select({ nodes: group?.members ?? [id] });
      reveal(id, { isFocused: true });
    }

    function walk(direction: Direction): void {
      const from = state().selection.nodes.at(-1) ?? "";
      const to = neighbourOf(view(), from, direction);
      if (to !== null) go(to);
    }

    function foldOrOpen(): void {
      state().foldAll(state().folded.size === 0);
      showNetwork();
    }

    function nudge(direction: Direction): void {
      if (view().isArranged) return;
      const by = {
        x: direction === "left" ? -NUDGE : direction === "right" ? NUDGE : 0,
        y: direction === "up" ? -NUDGE : direction === "down" ? NUDGE : 0,
      };
      edit((graph) => moveBy(graph, state().selection.nodes, by), "nudge");
    }

    function handleKeyDown(event: KeyboardEvent): void {
      const { target } = event;
      if (event.defaultPrevented || event.altKey || isInOverlay(target)) return;
      const isWriting = isTextEntry(target);
      const isGraphField = target instanceof HTMLElement && target.dataset["graphUndo"] !== undefined;
      const hasControl = event.ctrlKey || event.metaKey;
      const isUndo = hasControl && ["z", "y"].includes(event.key.toLowerCase());
      if (isWriting && !(isGraphField && isUndo)) return;
      const canvas = document.getElementById(CANVAS_ID);
      // A click on a connection leaves the focus on what holds the canvas.
      const isOnCanvas =
        target instanceof Element &&
        !isButton(target) &&
        canvas !== null &&
        (canvas.contains(target) || target.contains(canvas));
      const command = hasControl
        ? withControl(event)
        : (plain(event) ?? (isOnCanvas ? onCanvas(event) : undefined));
      if (command === undefined) return;
      event.preventDefault();
      command();
    }

    /** Before a tooltip takes the key for itself. */
    function handleEscape({ key, target }: KeyboardEvent): void {
      if (key === "Escape" && !isInOverlay(target) && isBesideNetwork(target)) focusCanvas();
    }

    function handleKeyUp(event: KeyboardEvent): void {
      if (event.key === "Shift" || event.key in ARROWS) state().endStep();
    }

    window.addEventListener("keydown", handleEscape, true);
    window.addEventListener("keydown", handleKeyDown);
    window.addEventListener("keyup", handleKeyUp);
    return () => {
      window.removeEventListener("keydown", handleEscape, true);
      window.removeEventListener("keydown", handleKeyDown);
      window.removeEventListener("keyup", handleKeyUp);
    };
  }, [store, edit, reveal, showNetwork, focusCanvas, flow, onTrain]);
}

/** In the settings, the palette or the header, or on a button of the canvas. */
function isBesideNetwork(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(`#${INSPECTOR_ID}, #${BUILDER_ID} :is(button, a, input)`) !== null;
}

function isButton(target: Element): boolean {
  return target.closest("button,a,input") !== null;
}

function focusSettings(): void {
  document
    .getElementById(INSPECTOR_ID)
    ?.querySelector<HTMLElement>("input, button:not([aria-label='Close the settings'], [data-cure])")
    ?.focus();
}
