import { customType } from "drizzle-orm/pg-core";
import type { ModelGraph } from "#models/graph/schema.ts";
import { storedGraph } from "#models/graph/stored-graph.ts";

/** A network, which an older version of Strata may have written, in today's version. */
export const graphColumn = customType<{ data: ModelGraph; driverData: unknown }>({
  dataType: () => "jsonb",
  toDriver: (graph) => JSON.stringify(graph),
  fromDriver: (value) => storedGraph.parse(value),
});
