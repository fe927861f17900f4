import { z } from "zod";

/** What a dataset's descriptor was while all there was were pictures in classes. */
const classesAtTheTop = z.looseObject({
  classes: z.array(z.string()),
  height: z.int(),
  width: z.int(),
  channels: z.int(),
});

/** A descriptor as an older release wrote it, in today's shape; anything else as it is. To be called before parsing. */
export function upgradeDescriptor(json: unknown): unknown {
  const old = classesAtTheTop.safeParse(json);
  if (!old.success) return json;
  const { classes, height, width, channels, ...rest } = old.data;
  return {
    ...rest,
    target: { task: "classification", classes },
    inputShape: [height, width, channels],
    element: "uint8",
  };
}
