/** The 80 classes of COCO (T.-Y. Lin et al., 2014) in the order in which detectors count them. */
export const COCO_CLASSES: readonly string[] = [
  ..."person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant".split(","),
  ..."stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe".split(","),
  ..."backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite".split(","),
  ..."baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup".split(","),
  ..."fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza".split(","),
  ..."donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote".split(","),
  ..."keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase".split(","),
  ..."scissors,teddy bear,hair drier,toothbrush".split(","),
];

/** COCO's own ids have gaps: of its 91 categories eleven were never annotated. */
const GAPS = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

/** The category id by which COCO's own files name the class. */
export function cocoCategoryId(classIndex: number): number {
  let id = 0;
  for (let left = classIndex; left >= 0; left -= 1) {
    id += 1;
    while (GAPS.has(id)) id += 1;
  }
  return id;
}
