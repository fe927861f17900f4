export const OPTIMIZERS = ["adam", "adamw", "sgd", "rmsprop", "adagrad"] as const;
export const SCHEDULES = ["constant", "step", "cosine", "plateau"] as const;

/** What each number may be: for the schema, and for forms and pages that have no use for a schema. */
export const LIMITS = {
  learningRate: { min: 1e-7, max: 10 },
  momentum: { min: 0, max: 0.999 },
  weightDecay: { min: 0, max: 1 },
  globalClipnorm: { min: 1e-6, max: 1e6 },
  startedRateFactor: { min: 0.0001, max: 10 },
  stepEpochs: { min: 1, max: 200 },
  stepFactor: { min: 0.001, max: 0.999 },
  cosineAlpha: { min: 0, max: 1 },
  plateauFactor: { min: 0.001, max: 0.999 },
  plateauPatience: { min: 1, max: 200 },
  plateauMinDelta: { min: 0, max: 10 },
  minLearningRate: { min: 0, max: 10 },
  warmupEpochs: { min: 0, max: 200 },
  earlyStoppingPatience: { min: 1, max: 200 },
  earlyStoppingMinDelta: { min: 0, max: 10 },
  labelSmoothing: { min: 0, max: 0.999 },
  batchSize: { min: 1, max: 512 },
  epochs: { min: 1, max: 200 },
  seed: { min: 0, max: 2_147_483_647 },
} as const;

/** Of one class's weight in the loss. */
export const CLASS_WEIGHT_LIMITS = { min: 0, max: 1e6 };

/** Keras's where Keras has one. */
export const DEFAULTS = {
  optimizer: "adam",
  learningRate: 0.001,
  momentum: 0.9,
  nesterov: false,
  weightDecay: null,
  globalClipnorm: null,
  startedRateFactor: 1,
  schedule: "constant",
  stepEpochs: 5,
  stepFactor: 0.5,
  cosineAlpha: 0,
  plateauFactor: 0.1,
  plateauPatience: 10,
  plateauMinDelta: 0.0001,
  minLearningRate: 0,
  warmupEpochs: 0,
  earlyStopping: "none",
  earlyStoppingPatience: 5,
  earlyStoppingMinDelta: 0,
  loss: null,
  labelSmoothing: 0,
  classWeight: "none",
  batchSize: 32,
  epochs: 10,
  seed: 1,
  flipHorizontal: false,
  flipVertical: false,
} as const;
