import type { Json } from "./storable.ts";

type GraphIssueCode =
  | "UNKNOWN_LAYER"
  | "INVALID_SETTING"
  | "DUPLICATE_ID"
  | "DUPLICATE_NAME"
  | "DUPLICATE_EDGE"
  | "EDGE_TO_NOTHING"
  | "CYCLE"
  | "NO_INPUT_LAYER"
  | "NO_OUTPUT_LAYER"
  | "TOO_MANY_INPUT_LAYERS"
  | "TOO_MANY_OUTPUT_LAYERS"
  | "NOT_CONNECTED"
  | "NO_INCOMING"
  | "TOO_MANY_INCOMING"
  | "NOT_CONNECTED_TO_OUTPUT"
  | "AFTER_OUTPUT"
  | "INPUT_SHAPE"
  | "SHAPE"
  | "OUTPUT_LENGTH"
  | "OUTPUT_ACTIVATION"
  | "NO_WEIGHTS"
  | "TOO_MANY_PARAMS"
  | "TOO_MUCH_MEMORY"
  | "SLOW"
  | "DEAR_RESIZING"
  | "SLOW_INITIALIZER";

/** A change that mends an issue, as data: people do it with a click. */
export type Cure =
  | { kind: "set"; nodeId: string; name: string; value: Json }
  /** Layers of these types, one after the other, in front of a node with one input. */
  | {
      kind: "insertBefore";
      nodeId: string;
      layers: readonly { type: string; settings?: Readonly<Record<string, Json>> }[];
    };

/** Something wrong with a graph, in a learner's words, where it is wrong. An error stops training, a warning does not. */
export type GraphIssue = {
  severity: "error" | "warning";
  code: GraphIssueCode;
  message: string;
  nodeId?: string;
  /** As `edgeId` of `edge-id.ts` calls it. */
  edgeId?: string;
  /** The setting's name, for INVALID_SETTING. */
  field?: string;
  /** Of an error: nothing is wrong, something is not there yet. */
  isUnfinished?: true;
  cure?: Cure;
};
