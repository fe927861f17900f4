"use client";

import { ArrowRight, X } from "lucide-react";
import { cn } from "#app/_lib/cn.ts";
import { buttonVariants } from "#app/_ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { edgeId } from "#models/graph/edge-id.ts";
import { connectInstead } from "#models/graph/edits/connect.ts";
import { canLeadOn, edgesFrom, edgesInto, nodeById } from "#models/graph/edits/links.ts";
import { remove } from "#models/graph/edits/remove.ts";
import type { GraphEdge, GraphNode } from "#models/graph/schema.ts";
import { useReveal } from "../store/reveal-context.ts";
import { useBuilder } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";

/** What feeds a block and what it feeds, to read, to cut and to connect without a mouse. */
export function Connections({ node }: { node: GraphNode }) {
  const graph = useBuilder((state) => state.graph);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const isOpen = useBuilder((state) => state.panel === "connect");
  const show = useBuilder((state) => state.show);
  const reveal = useReveal();
  const into = edgesInto(graph, node.id);
  const from = edgesFrom(graph, node.id);

  return (
    <section aria-label="Connections" className="flex flex-col gap-1.5 border-t border-border pt-3">
      {into.map((edge) => (
        <Row key={edgeId(edge)} label="From" other={edge.source} edge={edge} />
      ))}
      {from.map((edge) => (
        <Row key={edgeId(edge)} label="To" other={edge.target} edge={edge} />
      ))}
      {!isReadOnly && canLeadOn(node) && (
        <Menu
          open={isOpen}
          onOpenChange={(next) => show(next ? "connect" : null)}
          onOpenChangeComplete={(next) => {
            if (!next) reveal(node.id, { isFocused: true });
          }}
        >
          <MenuTrigger
            className={cn(buttonVariants({ variant: "secondary", size: "sm" }), "self-start max-md:h-11")}
          >
            <ArrowRight aria-hidden />
            Connect to…
          </MenuTrigger>
          <MenuContent className="max-h-72">
            <Targets node={node} />
          </MenuContent>
        </Menu>
      )}
    </section>
  );
}

/** Worked out only while the menu is open: it asks of every block whether it could be fed. */
function Targets({ node }: { node: GraphNode }) {
  const graph = useBuilder((state) => state.graph);
  const edit = useEdit();
  const targets = graph.nodes.filter((other) => connectInstead(graph, node.id, other.id).ok);
  return (
    <>
      {targets.length === 0 && (
        <MenuItem disabled>Every other block is before this one, or takes no input</MenuItem>
      )}
      {targets.map((other) => (
        <MenuItem
          key={other.id}
          onClick={() => edit((current) => connectInstead(current, node.id, other.id))}
        >
          {other.type}
          <span className="ml-auto pl-4 font-mono text-xs text-muted-foreground">{other.name}</span>
        </MenuItem>
      ))}
    </>
  );
}

function Row({ label, other, edge }: { label: string; other: string; edge: GraphEdge }) {
  const graph = useBuilder((state) => state.graph);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const nameOf = (id: string) => nodeById(graph, id)?.name ?? id;
  const select = useBuilder((state) => state.select);
  const edit = useEdit();
  const reveal = useReveal();
  return (
    <div className="flex h-7 items-center gap-2 max-md:h-11 text-[0.8125rem]">
      <span className="w-9 shrink-0 text-muted-foreground">{label}</span>
      <button
        type="button"
        className="min-w-0 flex-1 truncate rounded max-md:h-11 text-left font-mono text-xs hover:underline"
        onClick={() => {
          select({ nodes: [other] });
          reveal(other, { isFocused: true });
        }}
      >
        {nameOf(other)}
      </button>
      {!isReadOnly && (
        <button
          type="button"
          aria-label={`Disconnect ${nameOf(edge.source)} from ${nameOf(edge.target)}`}
          title="Disconnect"
          onClick={() =>
            edit((current) => ({
              ...remove(current, [], [edgeId(edge)]),
              selected: [label === "From" ? edge.target : edge.source],
            }))
          }
          className="flex size-7 items-center max-md:size-11 justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground [&_svg]:size-3.5"
        >
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
