export type DatasetPhase = "reading" | "packing" | "connecting" | "downloading" | "verifying";

/** `done` of `total`: tiles while packing, bytes while downloading. `total` 0 where it is not known. */
export type DatasetProgress = { phase: DatasetPhase; done: number; total: number };

export type OnProgress = (progress: DatasetProgress) => void;
