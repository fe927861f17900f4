/** Layers that give as many numbers as they get. */
export const KEEPS_LENGTH = new Set([
  "Activation",
  "LeakyReLU",
  "PReLU",
  "Identity",
  "Dropout",
  "GaussianNoise",
  "Rescaling",
  "Normalization",
  "BatchNormalization",
  "LayerNormalization",
  "GroupNormalization",
]);
