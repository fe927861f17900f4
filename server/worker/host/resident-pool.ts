import type { Resident } from "./resident.ts";

export type ResidentPool = Resident & { size: number };

/** Several residents as one: a question goes to the one that has the fewest. */
export function createResidentPool(size: number, create: () => Resident): ResidentPool {
  const members = Array.from({ length: size }, create);

  return {
    size,
    asked: () => members.reduce((sum, member) => sum + member.asked(), 0),
    ask(messages, task, signal) {
      const least = members.reduce((best, member) => (member.asked() < best.asked() ? member : best));
      return least.ask(messages, task, signal);
    },
    close() {
      for (const member of members) member.close();
    },
  };
}
