import { z } from "zod";

const SMALLEST_SIDE = 32;
const LARGEST_SIDE = 224;

const pictureFit = z.enum(["crop", "pad", "stretch"]);
export type PictureFit = z.infer<typeof pictureFit>;

const pictureColour = z.enum(["colour", "grey"]);
export type PictureColour = z.infer<typeof pictureColour>;

const percent = z.int().min(5).max(90);

/** How pictures are divided: as their folders say, as EuroSAT's published rule says, or drawn with a seed in each class. */
const pictureSplit = z.discriminatedUnion("rule", [
  z.object({ rule: z.literal("folders") }),
  z.object({ rule: z.literal("published") }),
  z
    .object({
      rule: z.literal("seeded"),
      seed: z
        .int()
        .min(0)
        .max(2 ** 31 - 1),
      validationPercent: percent.default(20),
      testPercent: percent.default(20),
    })
    .refine(({ validationPercent, testPercent }) => validationPercent + testPercent <= 90, {
      error: "At least 10 % of the pictures must be left to train on",
      path: ["testPercent"],
    }),
]);
export type PictureSplit = z.infer<typeof pictureSplit>;

/** What a person chooses before pictures are imported. Every picture becomes `side` x `side` pixels. */
export const importOptions = z.object({
  kind: z.literal("pictures").default("pictures"),
  side: z.int().min(SMALLEST_SIDE).max(LARGEST_SIDE),
  /** Crop cuts the middle out, pad adds black margins, stretch changes the proportions. */
  fit: pictureFit,
  colour: pictureColour,
  split: pictureSplit,
  /** What becomes of an import with broken or refused files, or with classes of too few pictures. */
  faults: z.enum(["leave-out", "refuse"]),
  /** What is measured and in which unit, where the pictures come with values instead of classes. */
  quantity: z.string().trim().min(1).max(80).default("Value"),
  unit: z.string().trim().max(20).default(""),
});
export type ImportOptions = z.infer<typeof importOptions>;
