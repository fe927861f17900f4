/** From when a worker took a run until it had ended; null while it has not. */
export function trainingSecondsOf({
  startedAt,
  finishedAt,
}: {
  startedAt: Date | null;
  finishedAt: Date | null;
}): number | null {
  if (startedAt === null || finishedAt === null) return null;
  return (finishedAt.getTime() - startedAt.getTime()) / 1000;
}
