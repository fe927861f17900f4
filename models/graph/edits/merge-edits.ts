import { groupOf, type GraphEdit } from "./edit.ts";

/** One edit that does what two do in turn; of typing or dragging on, the last value alone. */
export function mergeEdits(first: GraphEdit, second: GraphEdit): GraphEdit {
  if (first.kind === "setSetting" && second.kind === "setSetting") {
    if (first.id === second.id && first.name === second.name) return second;
  }
  if (first.kind === "renameNode" && second.kind === "renameNode" && first.id === second.id) return second;
  if (first.kind === "moveNodes" && second.kind === "moveNodes") {
    const places = new Map([...first.places, ...second.places].map((place) => [place.id, place]));
    return { kind: "moveNodes", places: [...places.values()] };
  }
  return groupOf([first, second]);
}
