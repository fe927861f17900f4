/** Each browser of a class reads a board again when it moves: the rest of a long one is for who asks for it. */
const FIRST_PLACES = 100;

/** Of a board the first hundred rows and one's own. */
export function firstPlaces<Row extends { rank: number; isMe: boolean }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ rank, isMe }) => rank <= FIRST_PLACES || isMe);
}
