import { setImmediate } from "node:timers/promises";
import { answerLikeness, graphLikeness } from "#models/competition/alike.ts";
import { commonEdits, traceLikeness } from "#models/competition/edit-trace.ts";
import { weightLikeness } from "#models/competition/weight-likeness.ts";
import type { AlikePair } from "#server/contract/competition.ts";
import type { ServiceContext } from "../context.ts";
import { findGradedCompetition } from "./find.ts";
import { newestEntries, type NewestEntry } from "./newest-entries.ts";

/** From when on a pair is shown. Networks that were trained apart seldom agree on so many tiles. */
const MUCH_ALIKE = 0.98;
/** Of the trained values: a head that somebody trained anew on another's layers leaves more. */
const WEIGHTS_ALIKE = 0.5;
/** Of the edits of whoever made fewer; and fewer edits than that are alike by chance. */
const EDITS_ALIKE = 0.9;
const LEAST_EDITS = 12;
/** What more people entered is no idea of one of them: a preset, or what the class began from. */
const MOST_OF_A_NETWORK = 3;
const MOST_PAIRS = 100;
/** Each takes as much as all that is compared of a hundred others. */
const MOST_TRACES = 1_000;

/**
 * Each person's newest entry against the others': pairs that have much in common, with what it is, for who grades to look at. It
 * decides nothing: the same starter gives the same network, and that with the same seed the same weights.
 */
export async function alikeEntries(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<AlikePair[]> {
  await findGradedCompetition(ctx, exerciseId);
  const rows = await newestEntries(ctx, exerciseId);
  const owners = new Map<string, number>();
  for (const { network } of rows) owners.set(network, (owners.get(network) ?? 0) + 1);
  const pairs: AlikePair[] = [];
  let tracesLeft = MOST_TRACES;
  for (const [index, one] of rows.entries()) {
    // Others are answered in between: a class is thousands of pairs.
    await setImmediate();
    for (const other of rows.slice(index + 1)) {
      const hasSameWeights = one.weightsSha256 === other.weightsSha256;
      const hasSameNetwork = one.network === other.network;
      const hasSameSeed = one.seed === other.seed;
      const answers =
        one.answers === null || other.answers === null ? null : answerLikeness(one.answers, other.answers);
      const weights =
        one.sketch === null || other.sketch === null ? null : weightLikeness(one.sketch, other.sketch);
      const isRare = (owners.get(one.network) ?? 0) <= MOST_OF_A_NETWORK;
      const common = commonEdits(one.trace, other.trace);
      const hasMuchEdited = common.of >= LEAST_EDITS && common.same >= EDITS_ALIKE * common.of;
      const edits = hasMuchEdited && tracesLeft-- > 0 ? traceLikeness(one.trace, other.trace) : null;
      const isAlike =
        hasSameWeights ||
        (answers ?? 0) >= MUCH_ALIKE ||
        (weights?.share ?? 0) >= WEIGHTS_ALIKE ||
        // Most of a class may have begun from one starter: then the network says something with the same seed only.
        (hasSameNetwork && (hasSameSeed || isRare)) ||
        (edits !== null && edits.same >= EDITS_ALIKE * edits.of);
      if (!isAlike) continue;
      pairs.push({
        entries: [shown(one), shown(other)],
        hasSameWeights,
        hasSameNetwork,
        hasSameSeed,
        areBothBegun: one.isBegun && other.isBegun,
        weights,
        edits: edits ?? (tracesLeft-- > 0 ? traceLikeness(one.trace, other.trace) : null),
        graph: hasSameNetwork ? 1 : graphLikeness(one.graph, other.graph),
        answers,
      });
    }
  }
  return pairs
    .toSorted(
      (a, b) =>
        Number(b.hasSameWeights) - Number(a.hasSameWeights) ||
        (b.weights?.share ?? 0) - (a.weights?.share ?? 0) ||
        (b.answers ?? 0) - (a.answers ?? 0) ||
        b.graph - a.graph,
    )
    .slice(0, MOST_PAIRS);
}

const shown = ({ userId, userName, runId, runName }: NewestEntry) => ({
  user: { id: userId, name: userName },
  runId,
  runName,
});
