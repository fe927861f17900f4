/** Layers that give as many numbers as they get. */
export const KEEPS_LENGTH = new Set([
  "Activation",
  "LeakyReLU",
  "Dropout",
  "GaussianNoise",
  "Rescaling",
  "BatchNormalization",
  "LayerNormalization",
]);
