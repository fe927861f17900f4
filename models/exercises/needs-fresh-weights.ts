type Limits = { maxEpochs: number | null; maxTrainingSeconds: number | null };

/** Where the length of training is limited: how long other weights were trained before, nobody can tell. */
export function needsFreshWeights({ maxEpochs, maxTrainingSeconds }: Limits): boolean {
  return maxEpochs !== null || maxTrainingSeconds !== null;
}
