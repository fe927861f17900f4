/** Of a picture at most so many candidates, the surest; those below are of no use to anybody. */
export const MOST_CANDIDATES = 1_000;
export const LEAST_SCORE = 0.05;
