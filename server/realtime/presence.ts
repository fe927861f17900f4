export type Presence = {
  join: (cohortId: string, userId: string) => void;
  leave: (cohortId: string, userId: string) => void;
  /** Sorted, each person once. */
  userIds: (cohortId: string) => string[];
  close: () => void;
};

type Room = { socketsByUser: Map<string, number>; announced: string; timer: NodeJS.Timeout | null };

/**
 * Who has a page of a cohort open, counted by socket: two tabs of one person are one person. Changes are announced
 * `delayMs` after the first of them, so that a reload, which leaves and comes back, is told to nobody.
 */
export function createPresence(
  announce: (cohortId: string, userIds: string[]) => void,
  delayMs = 300,
): Presence {
  const rooms = new Map<string, Room>();

  const userIds = (cohortId: string) => [...(rooms.get(cohortId)?.socketsByUser.keys() ?? [])].toSorted();

  function changed(cohortId: string, room: Room): void {
    room.timer ??= setTimeout(() => {
      room.timer = null;
      const present = userIds(cohortId);
      if (present.length === 0) rooms.delete(cohortId);
      else if (room.announced !== present.join()) announce(cohortId, present);
      room.announced = present.join();
    }, delayMs);
  }

  return {
    userIds,
    join(cohortId, userId) {
      const room = rooms.get(cohortId) ?? { socketsByUser: new Map(), announced: "", timer: null };
      rooms.set(cohortId, room);
      room.socketsByUser.set(userId, (room.socketsByUser.get(userId) ?? 0) + 1);
      changed(cohortId, room);
    },
    leave(cohortId, userId) {
      const room = rooms.get(cohortId);
      const sockets = room?.socketsByUser.get(userId);
      if (room === undefined || sockets === undefined) return;
      if (sockets > 1) room.socketsByUser.set(userId, sockets - 1);
      else room.socketsByUser.delete(userId);
      changed(cohortId, room);
    },
    close() {
      for (const room of rooms.values()) {
        if (room.timer !== null) clearTimeout(room.timer);
      }
      rooms.clear();
    },
  };
}
