export type SerialQueue = {
  /** Runs `work` after everything added before it. Nothing runs after one has thrown. */
  add: (work: () => Promise<void>) => void;
  /** Resolves when all is done; rejects with the first error. */
  drain: () => Promise<void>;
};

export function createSerialQueue(onError: (error: unknown) => void): SerialQueue {
  let tail: Promise<void> = Promise.resolve();
  return {
    add(work) {
      tail = tail.then(work);
      tail.catch(onError);
    },
    drain: () => tail,
  };
}
