import { join } from "node:path";

/** Where things lie in STRATA_HOME. */
export function homePaths(home: string) {
  return {
    home,
    datasets: join(home, "datasets"),
    datasetDir: (datasetId: string) => join(home, "datasets", datasetId),
    work: join(home, "work"),
    /** Pictures that are being imported, gone when that ends. */
    importDir: (jobId: string) => join(home, "imports", jobId),
    downloads: join(home, "downloads"),
    /** What an encoder makes of a picture, for an hour. */
    embeddings: join(home, "embeddings"),
    /** What a run's attempts leave for the next one, gone when the run ends. */
    workDir: (runId: string) => join(home, "work", runId),
  };
}
