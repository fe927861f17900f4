const LAYER_DRAG_TYPE = "application/x-strata-layer";

export function startLayerDrag(transfer: DataTransfer, type: string): void {
  transfer.setData(LAYER_DRAG_TYPE, type);
  transfer.effectAllowed = "copy";
}

/** Its content can be read on the drop only; that it is there, on the way as well. */
export function isLayerDrag(transfer: DataTransfer): boolean {
  return transfer.types.includes(LAYER_DRAG_TYPE);
}

export function draggedLayer(transfer: DataTransfer): string {
  return transfer.getData(LAYER_DRAG_TYPE);
}
