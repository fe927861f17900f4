"use client";

import "@xyflow/react/dist/base.css";
import "./canvas.css";
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  ConnectionMode,
  type EdgeChange,
  type EdgeTypes,
  type NodeChange,
  type NodeTypes,
  ReactFlow,
  SelectionMode,
  useStore as useFlowStore,
} from "@xyflow/react";
import { type FocusEvent, type MouseEvent, useCallback, useMemo, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { connect, reconnect } from "#models/graph/edits/connect.ts";
import { edgesFrom, edgesInto } from "#models/graph/edits/links.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import { moveOntoEdge } from "../edits/insert-on-edge.ts";
import { moveTo } from "../edits/move.ts";
import { CANVAS_ID } from "../reveal-provider.tsx";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { sameViewOf } from "../view/view.ts";
import { BlockNode } from "./block-node.tsx";
import { CanvasControls } from "./canvas-controls.tsx";
import { ConnectionEdge } from "./connection-edge.tsx";
import { FIT } from "./fit.ts";
import { type CanvasNode, type ConnectionFlowEdge, createFlowElements } from "./flow-elements.ts";
import { faceAt } from "./face.ts";
import { FrameNode } from "./frame-node.tsx";
import { GroupNode } from "./group-node.tsx";
import { Overview } from "./overview.tsx";
import { useKeepSelectedInSight } from "./use-keep-selected-in-sight.ts";
import { usePaletteDrop } from "./use-palette-drop.ts";
import { useShowNetwork } from "./use-show-network.ts";
import { nearestEdge, REACH } from "./nearest-edge.ts";

const nodeTypes = { block: BlockNode, module: GroupNode, frame: FrameNode } satisfies NodeTypes;
const edgeTypes = { connection: ConnectionEdge } satisfies EdgeTypes;
const SNAP: [number, number] = [8, 8];
const MULTI_SELECT_KEYS = ["Shift", "Control", "Meta"];
const DRAG = "drag";

export function NetworkCanvas() {
  const store = useBuilderStore();
  const graph = useBuilder((state) => state.graph);
  const selection = useBuilder((state) => state.selection);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const edit = useEdit();
  const reveal = useReveal();
  const showNetwork = useShowNetwork();
  const folded = useBuilder((state) => state.folded);
  const analysis = useBuilder((state) => state.analysis);
  const face = useFlowStore((state) => faceAt(state.transform[2]));
  const drop = usePaletteDrop();
  useKeepSelectedInSight();
  const [elements] = useState(createFlowElements);
  const view = sameViewOf(graph, folded);
  const scene = useMemo(() => ({ graph, view, analysis, selection }), [graph, view, analysis, selection]);
  const nodes = useMemo(() => elements.nodes(scene), [elements, scene]);
  const edges = useMemo(() => elements.edges(scene), [elements, scene]);

  const handleNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const places = new Map<string, Point>();
      const chosen = new Set(store.getState().selection.nodes);
      const membersOf = new Map(view.folded.map(({ viewId, members }) => [viewId, members]));
      let isChosen = false;
      for (const change of changes) {
        if (change.type === "position" && change.position !== undefined) {
          places.set(change.id, change.position);
        } else if (change.type === "select") {
          isChosen = true;
          for (const id of membersOf.get(change.id) ?? [change.id]) {
            if (change.selected) chosen.add(id);
            else chosen.delete(id);
          }
        }
      }
      if (places.size > 0) edit(() => moveTo(places), DRAG);
      if (isChosen) store.getState().select({ ...store.getState().selection, nodes: [...chosen] });
    },
    [store, edit, view],
  );

  const handleEdgesChange = useCallback(
    (changes: EdgeChange<ConnectionFlowEdge>[]) => {
      const chosen = new Set(store.getState().selection.edges);
      for (const change of changes) {
        if (change.type !== "select") continue;
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      store.getState().select({ ...store.getState().selection, edges: [...chosen] });
    },
    [store],
  );

  function handleNodeDrag(_event: unknown, node: CanvasNode, dragged: CanvasNode[]): void {
    const current = store.getState().graph;
    const isLoose =
      dragged.length === 1 &&
      edgesFrom(current, node.id).length === 0 &&
      edgesInto(current, node.id).length === 0;
    const centre = { x: node.position.x + BLOCK_WIDTH / 2, y: node.position.y + BLOCK_HEIGHT / 2 };
    const near = isLoose ? nearestEdge(view, centre, { reach: REACH, without: node.id }) : null;
    const title = node.type === "block" ? node.data.type : "";
    store.getState().setDrop(near === null ? null : { place: { kind: "edge", edgeId: near.id }, title });
  }

  function handleNodeDragStop(_event: unknown, node: CanvasNode): void {
    const { drop: meant, setDrop, endStep } = store.getState();
    if (meant?.place.kind === "edge") {
      const { edgeId } = meant.place;
      if (edit((current) => moveOntoEdge(current, edgeId, node.id), DRAG)) reveal(node.id, { isNew: true });
    }
    setDrop(null);
    endStep();
  }

  /** A click without a key means this one alone, also where it is one of several. */
  function handleNodeClick(event: MouseEvent, node: CanvasNode): void {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    const group = view.folded.find(({ viewId }) => viewId === node.id);
    store.getState().select({ nodes: group?.members ?? [node.id] });
  }

  /** The block under the keyboard is the selected one. */
  function handleFocus(event: FocusEvent): void {
    const node = event.target.closest(".react-flow__node");
    const id = node?.getAttribute("data-id");
    if (node !== event.target || typeof id !== "string" || !event.target.matches(":focus-visible")) return;
    const group = view.folded.find(({ viewId }) => viewId === id);
    const members = group?.members ?? [id];
    if (members.every((member) => store.getState().selection.nodes.includes(member))) return;
    store.getState().select({ nodes: members });
    reveal(id);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop on; keys have their own way
    <section
      id={CANVAS_ID}
      aria-label="Network"
      data-face={face}
      className="relative h-full min-w-0 flex-1 bg-background"
      {...drop}
      onFocus={handleFocus}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={handleNodesChange}
        onEdgesChange={handleEdgesChange}
        onNodeClick={handleNodeClick}
        onNodeDrag={handleNodeDrag}
        onNodeDragStop={handleNodeDragStop}
        onNodeDoubleClick={(_event, node) => {
          if (node.type === "module") store.getState().setFolded(node.data.group.id, false);
        }}
        onSelectionDragStop={() => store.getState().endStep()}
        onConnect={({ source, target }) => edit((current) => connect(current, source, target))}
        onConnectEnd={(event, connection) => {
          // Dropped on a block beside its handle: meant all the same.
          if (connection.toHandle !== null || connection.fromNode === null) return;
          const at = "changedTouches" in event ? event.changedTouches[0] : event;
          const under = at === undefined ? null : document.elementFromPoint(at.clientX, at.clientY);
          const onto = under?.closest(".react-flow__node")?.getAttribute("data-id");
          const from = connection.fromNode.id;
          if (typeof onto !== "string" || onto === from) return;
          const isForward = connection.fromHandle?.type !== "target";
          edit((current) => (isForward ? connect(current, from, onto) : connect(current, onto, from)));
        }}
        onReconnect={(old, { source, target }) =>
          edit((current) => reconnect(current, old.id, { source, target }))
        }
        onError={(code, message) => {
          if (code !== "002") toast.error(message);
        }}
        nodesDraggable={!isReadOnly && !view.isArranged}
        nodesConnectable={!isReadOnly}
        edgesReconnectable={!isReadOnly}
        edgesFocusable={false}
        elevateEdgesOnSelect
        connectionMode={ConnectionMode.Strict}
        connectionLineType={ConnectionLineType.Bezier}
        connectionRadius={28}
        selectionMode={SelectionMode.Partial}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={MULTI_SELECT_KEYS}
        deleteKeyCode={null}
        disableKeyboardA11y
        snapToGrid
        snapGrid={SNAP}
        minZoom={FIT.minZoom}
        maxZoom={2}
        onInit={() => showNetwork({ durationMs: 0 })}
        zoomOnDoubleClick={false}
        attributionPosition="bottom-right"
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.25} color="var(--border)" />
        <CanvasControls />
        <Overview />
      </ReactFlow>
    </section>
  );
}
