import { classColour } from "#models/vision/class-colour.ts";
import { COCO_CLASSES } from "#models/vision/coco-classes.ts";

/** As in the vision lab where it is one of COCO's classes; else by its place among those that are shown. */
export function colourOfClass(name: string, place: number): string {
  const known = COCO_CLASSES.findIndex((each) => each === name);
  return classColour(known === -1 ? place : known);
}
