const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const hardSigmoid = (x: number) => Math.max(0, Math.min(1, x / 6 + 0.5));

/** As Keras defines them, to be drawn. GELU by its usual approximation, which no eye tells from it. */
const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  leaky_relu: (x) => (x < 0 ? 0.2 * x : x),
  elu: (x) => (x < 0 ? Math.exp(x) - 1 : x),
  selu: (x) => 1.0507 * (x < 0 ? 1.67326 * (Math.exp(x) - 1) : x),
  gelu: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
  softplus: (x) => Math.log1p(Math.exp(x)),
  sigmoid,
  hard_sigmoid: hardSigmoid,
  hard_silu: (x) => x * hardSigmoid(x),
  tanh: Math.tanh,
};

export function functionOf(name: string): ((x: number) => number) | null {
  return FUNCTIONS[name] ?? null;
}
