/**
 * Tells whether a silence may be held against whoever should have been heard. Not while we have not been listening: in an
 * outage of the database, and while we were stopped ourselves, nobody could be heard, and all get a whole lease anew.
 * Takes when a look began and when it was answered, in milliseconds.
 */
export function createLeaseWitness(leaseMs: number): (askedAt: number, answeredAt: number) => boolean {
  let lastAnsweredAt: number | null = null;
  let listeningSince = -Infinity;
  return (askedAt, answeredAt) => {
    // Less than half a lease costs nobody their lease: they are heard several times in one.
    if (answeredAt - (lastAnsweredAt ?? askedAt) > leaseMs / 2) listeningSince = answeredAt;
    lastAnsweredAt = answeredAt;
    return answeredAt - listeningSince >= leaseMs;
  };
}
