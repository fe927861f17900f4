import type { Resident } from "./resident.ts";

export type ResidentPool = Resident & {
  /** Questions that wait for their answers now. */
  asked: () => number;
};

/** Several residents as one: a question goes to the one that has the fewest. */
export function createResidentPool(size: number, create: () => Resident): ResidentPool {
  const members = Array.from({ length: size }, () => ({ resident: create(), asked: 0 }));
  const asked = () => members.reduce((sum, member) => sum + member.asked, 0);

  return {
    asked,
    async ask(messages, task, signal) {
      const least = members.reduce((best, member) => (member.asked < best.asked ? member : best));
      least.asked += 1;
      try {
        return await least.resident.ask(messages, task, signal);
      } finally {
        least.asked -= 1;
      }
    },
    close() {
      for (const { resident } of members) resident.close();
    },
  };
}
