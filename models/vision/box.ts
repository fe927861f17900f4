/** In pixels of a picture, from its top left corner; `right` and `bottom` are where it ends. */
export type Box = { left: number; top: number; right: number; bottom: number };

export type Size = { width: number; height: number };

function areaOf({ left, top, right, bottom }: Box): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/** Intersection over union, 0 to 1. */
export function boxIou(a: Box, b: Box): number {
  const shared = areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const union = areaOf(a) + areaOf(b) - shared;
  return union > 0 ? shared / union : 0;
}

export function clipBox(box: Box, { width, height }: Size): Box {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    left: within(box.left, width),
    top: within(box.top, height),
    right: within(box.right, width),
    bottom: within(box.bottom, height),
  };
}
