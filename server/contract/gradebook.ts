import { z } from "zod";

const moment = z.iso.datetime();

const gradebookExercise = z.object({
  id: z.uuid(),
  title: z.string(),
  points: z.number(),
  isPublished: z.boolean(),
  dueAt: moment.nullable(),
});
export type GradebookExercise = z.infer<typeof gradebookExercise>;

const gradebookCell = z.object({
  /** Places in the lists of learners and exercises. */
  learner: z.int(),
  exercise: z.int(),
  /** That counts, or the newest where none does yet; null where there is an extension alone. */
  submissionId: z.uuid().nullable(),
  state: z.enum(["waiting", "queued", "scored", "failed"]).nullable(),
  /** As the learner sees them. */
  points: z.number().nullable(),
  /** What they would be with a grade that was not released yet; null where there is none. */
  draft: z.number().nullable(),
  latePercent: z.int().nullable(),
  extendedTo: moment.nullable(),
  /** Handed in to an exercise that is marked without names: all else about it is told once its grade is released. */
  isConcealed: z.boolean(),
});
export type GradebookCell = z.infer<typeof gradebookCell>;

/** Learners by exercises; a cell that is not listed is empty. */
const gradebook = z.object({
  /** The server's clock. */
  now: moment,
  exercises: z.array(gradebookExercise),
  learners: z.array(z.object({ id: z.string(), name: z.string(), isMember: z.boolean() })),
  cells: z.array(gradebookCell),
});
export type Gradebook = z.infer<typeof gradebook>;
