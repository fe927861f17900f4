/** Of a file with weights, and of what is kept of it: ResNet50 of keras.applications without its top is 94 MB. */
export const MAX_WEIGHTS_BYTES = 128 * 2 ** 20;
