import { z } from "zod";

/** What the signed-in person is told of their own account beside name and address. */
const ownAccount = z.object({
  isDemo: z.boolean(),
  /** Not where a learning platform alone opens it. */
  hasPassword: z.boolean(),
  /** Links for a new password that instructors made for them, newest first. */
  passwordLinks: z.array(
    z.object({
      id: z.uuid(),
      /** null where that person is gone. */
      madeBy: z.string().nullable(),
      createdAt: z.iso.datetime(),
      usedAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type OwnAccount = z.infer<typeof ownAccount>;

/**
 * What becomes of a cohort when one of its members deletes their account: `left`; `deleted` where they are alone in it;
 * `blocked` where they are its only instructor and others are in it.
 */
const cohortFate = z.enum(["left", "deleted", "blocked"]);

const leaving = z.object({
  cohorts: z.array(z.object({ id: z.uuid(), name: z.string(), fate: cohortFate })),
  /** Kept: in cohorts that stay, under no name. */
  runs: z.object({ kept: z.int(), deleted: z.int(), active: z.int() }),
  /** Kept: what is shared in cohorts that stay. */
  designs: z.object({ kept: z.int(), deleted: z.int() }),
  datasets: z.object({ kept: z.int(), deleted: z.int() }),
  /** With their grades. */
  submissions: z.object({ kept: z.int(), deleted: z.int() }),
});
export type Leaving = z.infer<typeof leaving>;
