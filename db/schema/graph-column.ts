import { storedGraph } from "#models/graph/stored-graph.ts";
import { storedJson } from "../stored-json.ts";

/** A network, which an older version of Strata may have written, in today's version. */
export const graphColumn = (name: string) => storedJson(name, { what: "this network", schema: storedGraph });
