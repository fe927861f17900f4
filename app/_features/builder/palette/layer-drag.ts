const LAYER_DRAG_TYPE = "application/x-strata-layer";

/** What is dragged says what it is on the drop only; here it is known on the way, in the page that it began in. */
let dragged: string | null = null;

export function startLayerDrag(transfer: DataTransfer, kindId: string): void {
  transfer.setData(LAYER_DRAG_TYPE, kindId);
  transfer.effectAllowed = "copy";
  dragged = kindId;
}

export function endLayerDrag(): void {
  dragged = null;
}

/** The kind of block that is dragged; null where it is something else, or comes from another page. */
export function draggedLayer(transfer: DataTransfer): string | null {
  return transfer.types.includes(LAYER_DRAG_TYPE) ? dragged : null;
}
