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
  MiniMap,
  type NodeChange,
  type NodeTypes,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, type FocusEvent, useCallback, useMemo, useState } from "react";
import { toast } from "sonner";
import { connect, reconnect } from "#models/graph/edits/connect.ts";
import { edgesFrom, edgesInto } from "#models/graph/edits/links.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import { addAt, addBlock } from "../edits/add-block.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "../edits/block-size.ts";
import { insertOnEdge, moveOntoEdge } from "../edits/insert-on-edge.ts";
import { moveTo } from "../edits/move.ts";
import { lookOf } from "../layer-look.ts";
import { draggedLayer, isLayerDrag } from "../palette/layer-drag.ts";
import { CANVAS_ID } from "../reveal-provider.tsx";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { BlockNode } from "./block-node.tsx";
import { CanvasControls } from "./canvas-controls.tsx";
import { ConnectionEdge } from "./connection-edge.tsx";
import { FIT } from "./fit.ts";
import { type BlockFlowNode, type ConnectionFlowEdge, createFlowElements } from "./flow-elements.ts";
import { useShowNetwork } from "./use-show-network.ts";
import { nearestEdge } from "./nearest-edge.ts";

const nodeTypes = { block: BlockNode } satisfies NodeTypes;
const edgeTypes = { connection: ConnectionEdge } satisfies EdgeTypes;
const SNAP: [number, number] = [8, 8];
const MULTI_SELECT_KEYS = ["Shift", "Control", "Meta"];
const DRAG = "drag";

function minimapColor(node: BlockFlowNode): string {
  return lookOf(node.data.type).color;
}

export function NetworkCanvas() {
  const store = useBuilderStore();
  const graph = useBuilder((state) => state.graph);
  const selection = useBuilder((state) => state.selection);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const edit = useEdit();
  const reveal = useReveal();
  const flow = useReactFlow();
  const showNetwork = useShowNetwork();
  const [elements] = useState(createFlowElements);
  const nodes = useMemo(() => elements.nodes(graph, selection), [elements, graph, selection]);
  const edges = useMemo(() => elements.edges(graph, selection), [elements, graph, selection]);

  const handleNodesChange = useCallback(
    (changes: NodeChange<BlockFlowNode>[]) => {
      const places = new Map<string, Point>();
      const chosen = new Set(store.getState().selection.nodes);
      let isChosen = false;
      for (const change of changes) {
        if (change.type === "position" && change.position !== undefined) {
          places.set(change.id, change.position);
        } else if (change.type === "select") {
          isChosen = true;
          if (change.selected) chosen.add(change.id);
          else chosen.delete(change.id);
        }
      }
      if (places.size > 0) edit(() => moveTo(places), DRAG);
      if (isChosen) store.getState().select({ ...store.getState().selection, nodes: [...chosen] });
    },
    [store, edit],
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

  function handleNodeDrag(_event: unknown, node: BlockFlowNode, dragged: BlockFlowNode[]): void {
    const current = store.getState().graph;
    const isLoose =
      dragged.length === 1 &&
      edgesFrom(current, node.id).length === 0 &&
      edgesInto(current, node.id).length === 0;
    const centre = { x: node.position.x + BLOCK_WIDTH / 2, y: node.position.y + BLOCK_HEIGHT / 2 };
    store.getState().setDropEdge(isLoose ? nearestEdge(current, centre) : null);
  }

  function handleNodeDragStop(_event: unknown, node: BlockFlowNode): void {
    const { dropEdgeId, setDropEdge, endStep } = store.getState();
    if (dropEdgeId !== null) edit((current) => moveOntoEdge(current, dropEdgeId, node.id), DRAG);
    setDropEdge(null);
    endStep();
  }

  function handleDragOver(event: DragEvent): void {
    if (isReadOnly || !isLayerDrag(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    store.getState().setDropEdge(nearestEdge(store.getState().graph, point));
  }

  function handleDrop(event: DragEvent): void {
    const type = draggedLayer(event.dataTransfer);
    if (isReadOnly || type === "") return;
    event.preventDefault();
    const { dropEdgeId, setDropEdge } = store.getState();
    setDropEdge(null);
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const onto = (event.target as Element).closest(".react-flow__node")?.getAttribute("data-id");
    const isDone = edit((current) => {
      if (dropEdgeId !== null) {
        const inserted = insertOnEdge(current, dropEdgeId, type);
        if (inserted.ok) return inserted;
      }
      return typeof onto === "string"
        ? addBlock(current, type, onto)
        : addAt(current, type, { x: point.x - BLOCK_WIDTH / 2, y: point.y - BLOCK_HEIGHT / 2 });
    });
    const [added] = store.getState().selection.nodes;
    if (isDone && added !== undefined) reveal(added, { isFocused: true, isStill: true });
  }

  /** The block under the keyboard is the selected one. */
  function handleFocus(event: FocusEvent): void {
    const node = event.target.closest(".react-flow__node");
    const id = node?.getAttribute("data-id");
    if (node !== event.target || typeof id !== "string" || !event.target.matches(":focus-visible")) return;
    if (store.getState().selection.nodes.includes(id)) return;
    store.getState().select({ nodes: [id] });
    reveal(id);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop on; keys have their own way
    <section
      id={CANVAS_ID}
      aria-label="Network"
      className="relative h-full min-w-0 flex-1 bg-background"
      onDragOver={handleDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Element | null)) {
          store.getState().setDropEdge(null);
        }
      }}
      onDrop={handleDrop}
      onFocus={handleFocus}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={handleNodesChange}
        onEdgesChange={handleEdgesChange}
        onNodeDrag={handleNodeDrag}
        onNodeDragStop={handleNodeDragStop}
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
        nodesDraggable={!isReadOnly}
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
        {nodes.length > 6 && (
          <MiniMap
            pannable
            zoomable
            ariaLabel="Overview of the network"
            nodeColor={minimapColor}
            nodeBorderRadius={12}
            bgColor="var(--card)"
            maskColor="color-mix(in srgb, var(--muted) 70%, transparent)"
            className="mx-3! mt-3! mb-5! hidden overflow-hidden rounded-md border border-border shadow-raised md:block"
            style={{ width: 96, height: 128 }}
          />
        )}
      </ReactFlow>
    </section>
  );
}
