/**
 * Tells whether a silence may be held against whoever should have been heard. Not while we have not been listening: in an
 * outage of the database, and while we were stopped ourselves, nobody could be heard, and all get a whole lease anew.
 * Who has just begun to look believes what is read. Takes when looking began, and when a look was answered, in
 * milliseconds.
 */
export function createLeaseWitness(leaseMs: number, beganAt: number): (answeredAt: number) => boolean {
  let lastAnsweredAt = beganAt;
  let listeningSince = -Infinity;
  return (answeredAt) => {
    // Less than half a lease costs nobody their lease: they are heard several times in one.
    if (answeredAt - lastAnsweredAt > leaseMs / 2) listeningSince = answeredAt;
    lastAnsweredAt = answeredAt;
    return answeredAt - listeningSince >= leaseMs;
  };
}
