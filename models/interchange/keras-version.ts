/** Keras 3 writes `.keras` files; TensorFlow.js and TensorFlow before 2.16 speak Keras 2. */
export type KerasVersion = 2 | 3;
