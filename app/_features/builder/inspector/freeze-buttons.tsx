"use client";

import { Flame, Snowflake } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { freezeUpTo } from "#models/graph/edits/freeze.ts";
import type { GraphNode } from "#models/graph/schema.ts";
import { useBuilder } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";

/** How much of a network is frozen: everything from the input up to this block, or nothing. */
export function FreezeButtons({ node }: { node: GraphNode }) {
  const edit = useEdit();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const canFreezeMore = useBuilder(({ graph }) => freezeUpTo(graph, node.id).ok);
  const isAnyFrozen = useBuilder(({ graph }) => freezeUpTo(graph, null).ok);
  if (isReadOnly || node.type === "Input" || node.type === "Output") return null;
  return (
    <section aria-label="Freezing" className="flex flex-wrap gap-2 border-t border-border pt-3">
      <Button
        size="sm"
        variant="secondary"
        className="max-md:h-11"
        icon={<Snowflake aria-hidden />}
        disabled={!canFreezeMore}
        onClick={() => edit((graph) => freezeUpTo(graph, node.id))}
      >
        Freeze up to here
      </Button>
      <Button
        size="sm"
        variant="ghost"
        className="max-md:h-11"
        icon={<Flame aria-hidden />}
        disabled={!isAnyFrozen}
        onClick={() => edit((graph) => freezeUpTo(graph, null))}
      >
        Train all
      </Button>
    </section>
  );
}
