/** Offered beside the kinds of blocks, though it is many at once, of which a dialog asks which. */
export const BACKBONE = {
  id: "backbone",
  title: "Pretrained backbone",
  help: "A network that others trained on ImageNet, as ordinary blocks: MobileNetV3-Small with its preprocessing and its pooling.",
} as const;

/** What else people look for it by. */
const OTHER_NAMES = "transfer learning base model fine-tuning feature extractor frozen mobilenet";

export function isBackboneMeant(matching: string): boolean {
  const text = `${BACKBONE.title} ${BACKBONE.help} ${OTHER_NAMES}`.toLowerCase();
  return matching
    .trim()
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
