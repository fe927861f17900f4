/** A published dataset that Strata fetches from its authors by name. */
export type CatalogueEntry = {
  id: CatalogueId;
  title: string;
  about: string;
  classes: readonly string[];
  inputShape: readonly [height: number, width: number, channels: number];
  counts: { train: number; validation: number; test: number };
  splitRule: string;
  licence: string;
  source: string;
  /** What is downloaded. */
  bytes: number;
};

export const CATALOGUE_IDS = ["mnist", "fashion-mnist", "cifar-10"] as const;
export type CatalogueId = (typeof CATALOGUE_IDS)[number];

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: "mnist",
    title: "MNIST",
    about: "Handwritten digits, 28 x 28, grey",
    classes: DIGITS,
    inputShape: [28, 28, 1],
    counts: { train: 50_000, validation: 10_000, test: 10_000 },
    splitRule: "Test as published; of the published training pictures the last 10,000 validate",
    licence:
      "CC BY-SA 3.0. Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, 1998",
    source: "http://yann.lecun.com/exdb/mnist/",
    bytes: 11_594_722,
  },
  {
    id: "fashion-mnist",
    title: "Fashion-MNIST",
    about: "Clothes from a shop's catalogue, 28 x 28, grey",
    // In the order of their labels, as the authors write them.
    classes: [
      "T-shirt/top",
      "Trouser",
      "Pullover",
      "Dress",
      "Coat",
      "Sandal",
      "Shirt",
      "Sneaker",
      "Bag",
      "Ankle boot",
    ],
    inputShape: [28, 28, 1],
    counts: { train: 50_000, validation: 10_000, test: 10_000 },
    splitRule: "Test as published; of the published training pictures the last 10,000 validate",
    licence: "MIT. H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST, arXiv:1708.07747, 2017",
    source: "https://github.com/zalandoresearch/fashion-mnist",
    bytes: 30_878_645,
  },
  {
    id: "cifar-10",
    title: "CIFAR-10",
    about: "Animals and vehicles, 32 x 32, colour",
    classes: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    inputShape: [32, 32, 3],
    counts: { train: 40_000, validation: 10_000, test: 10_000 },
    splitRule: "Test as published; of the published training batches the last validates",
    licence:
      "No licence stated by its authors, who ask to be cited. A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
    source: "https://www.cs.toronto.edu/~kriz/cifar.html",
    bytes: 170_052_171,
  },
];

export function catalogueEntry(id: CatalogueId): CatalogueEntry {
  const entry = CATALOGUE.find((one) => one.id === id);
  if (entry === undefined) throw new RangeError(`There is no ${id} in the catalogue`);
  return entry;
}
