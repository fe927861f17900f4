import { z } from "zod";
import { LEAGUES } from "#models/competition/leagues.ts";
import { competitionSettings } from "#models/competition/settings.ts";
import { originMark } from "#models/weights/starting-point.ts";

const moment = z.iso.datetime();
const fraction = z.number();

/** `draft`: its exercise is not published, and nothing is hidden. `revealing`: its order is being uncovered. */
const competitionState = z.enum(["draft", "waiting", "open", "closed", "revealing", "revealed"]);

const score = z.object({
  score: fraction,
  /** Wilson's, at 95 %. */
  interval: z.tuple([fraction, fraction]),
  macroF1: fraction,
});

const boardRow = score.extend({
  rank: z.int().min(1),
  /** Rows of one group are a statistical tie; from 0. */
  group: z.int().min(0),
  /** Whether others are in its group, also where they are not sent. */
  isTied: z.boolean(),
  isFirstOfGroup: z.boolean(),
  user: z.object({ id: z.string(), name: z.string() }),
  isMe: z.boolean(),
  runId: z.uuid(),
  runName: z.string(),
  params: z.int(),
  trainingSeconds: z.number().nullable(),
  /** Right answers beyond chance for a second of training, as a fraction. */
  gainASecond: fraction,
  isTransfer: z.boolean(),
  /** Somebody else entered the very same weights. */
  isTwin: z.boolean(),
  submittedAt: moment,
});
export type BoardRow = z.infer<typeof boardRow>;

const ownEntry = z.object({
  submissionId: z.uuid(),
  runId: z.uuid(),
  runName: z.string(),
  submittedAt: moment,
  /** On the public part. */
  public: score,
  /** On the rest; null until all is uncovered. */
  private: score.nullable(),
  params: z.int(),
  origins: z.array(originMark),
  isFinal: z.boolean(),
  /** Counts at the reveal: it was chosen, or nothing was and it is among the best. */
  isCounted: z.boolean(),
});
export type OwnEntry = z.infer<typeof ownEntry>;

/** Of the final order; null where it is still covered. */
const finalPlace = z.object({
  rank: z.int().min(1),
  row: boardRow.extend({ publicScore: fraction, publicRank: z.int() }).nullable(),
});
export type FinalPlace = z.infer<typeof finalPlace>;

const competitionView = z.object({
  exerciseId: z.uuid(),
  cohortId: z.uuid(),
  title: z.string(),
  datasetTitle: z.string(),
  /** Where its dataset is not one of classes, nothing can compete. */
  classes: z.int(),
  settings: competitionSettings,
  state: competitionState,
  opensAt: moment.nullable(),
  dueAt: moment.nullable(),
  /** Since when test scores are hidden; a run that was started before cannot be entered. */
  sealedAt: moment.nullable(),
  /** Examples of the two parts; null until the first entry is scored. */
  parts: z.object({ public: z.int(), private: z.int() }).nullable(),
  /** On the public part; on the private one once all is uncovered. */
  boards: z.array(
    z.object({
      league: z.enum(LEAGUES),
      /** The first hundred and one's own, unless all were asked for. */
      rows: z.array(boardRow),
      total: z.int(),
    }),
  ),
  /** Of who asks, the newest first. */
  entries: z.array(ownEntry),
  finals: z.object({
    uncovered: z.int(),
    total: z.int(),
    /** Empty until the reveal has begun. */
    places: z.array(finalPlace),
  }),
  /** Submissions whose scores are not there yet. */
  unscored: z.int(),
});
export type CompetitionView = z.infer<typeof competitionView>;

const alikeEntry = z.object({
  user: z.object({ id: z.string(), name: z.string() }),
  runId: z.uuid(),
  runName: z.string(),
});

/** Entries of two people that have much in common, and what. */
const alikePair = z.object({
  entries: z.tuple([alikeEntry, alikeEntry]),
  hasSameWeights: z.boolean(),
  /** The networks are one, whatever their blocks are called. */
  hasSameNetwork: z.boolean(),
  hasSameSeed: z.boolean(),
  /** Both began from other weights. */
  areBothBegun: z.boolean(),
  /** Of the values that one of both trained, how many are nearly the same, and how far those are apart; null where that is not known. */
  weights: z.object({ share: fraction, distance: z.number() }).nullable(),
  /** Of the edits of whoever made fewer, how many both made in the same order; null where a history is missing. */
  edits: z
    .object({
      same: z.int(),
      of: z.int(),
      /** From the first to the last save of each. */
      seconds: z.tuple([z.number(), z.number()]),
      /** From where one began until the other did. */
      apartSeconds: z.number(),
    })
    .nullable(),
  /** Of the blocks in order, as a fraction. */
  graph: fraction,
  /** Of all hidden examples, to how many they give the same answer; null where that is not known. */
  answers: fraction.nullable(),
});
export type AlikePair = z.infer<typeof alikePair>;

export const getCompetitionInput = z.object({ exerciseId: z.uuid(), isWhole: z.boolean().default(false) });

export const saveCompetitionInput = z.object({ exerciseId: z.uuid(), settings: competitionSettings });
export type SaveCompetitionInput = z.infer<typeof saveCompetitionInput>;

export const chooseFinalInput = z.object({ submissionId: z.uuid(), isFinal: z.boolean() });
export type ChooseFinalInput = z.infer<typeof chooseFinalInput>;

export const uncoverInput = z.object({
  exerciseId: z.uuid(),
  /** How many places are to be seen, counted from the last; as many again changes nothing. */
  uncovered: z.int().min(0).max(100_000),
});
export type UncoverInput = z.infer<typeof uncoverInput>;
