import type { CatalogueId } from "#models/datasets/catalogue.ts";
import type { Archive } from "../download/eurosat-archive.ts";

export type IdxSplit = { images: Archive; labels: Archive };
export type CatalogueArchives =
  | { format: "idx"; train: IdxSplit; test: IdxSplit }
  | { format: "cifar"; archive: Archive };

/** The mirror that torchvision downloads from: the authors' own host refuses programs. */
const MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
/** As the authors' README names it. Without TLS, so that the checksum alone says that it is theirs. */
const FASHION = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

function archive(base: string, name: string, { bytes, sha256 }: { bytes: number; sha256: string }): Archive {
  return { url: base + name, fileName: name, bytes, sha256 };
}

// SHA-256 of MNIST: tensorflow_datasets, url_checksums/mnist.txt. Of Fashion-MNIST: dataset readers in other languages, which
// agree on them for the files whose MD5 the authors' README gives. Of CIFAR-10: MLDatasets.jl, for the file whose MD5 is
// on the authors' page, c32a1d4ab5d03f1284b67883e8d87530.
export const CATALOGUE_ARCHIVES: Readonly<Record<CatalogueId, CatalogueArchives>> = {
  mnist: {
    format: "idx",
    train: {
      images: archive(MNIST, "train-images-idx3-ubyte.gz", {
        bytes: 9_912_422,
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
      }),
      labels: archive(MNIST, "train-labels-idx1-ubyte.gz", {
        bytes: 28_881,
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
      }),
    },
    test: {
      images: archive(MNIST, "t10k-images-idx3-ubyte.gz", {
        bytes: 1_648_877,
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
      }),
      labels: archive(MNIST, "t10k-labels-idx1-ubyte.gz", {
        bytes: 4542,
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
      }),
    },
  },
  "fashion-mnist": {
    format: "idx",
    train: {
      images: archive(FASHION, "train-images-idx3-ubyte.gz", {
        bytes: 26_421_880,
        sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      }),
      labels: archive(FASHION, "train-labels-idx1-ubyte.gz", {
        bytes: 29_515,
        sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
      }),
    },
    test: {
      images: archive(FASHION, "t10k-images-idx3-ubyte.gz", {
        bytes: 4_422_102,
        sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
      }),
      labels: archive(FASHION, "t10k-labels-idx1-ubyte.gz", {
        bytes: 5148,
        sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
      }),
    },
  },
  "cifar-10": {
    format: "cifar",
    archive: archive("https://www.cs.toronto.edu/~kriz/", "cifar-10-binary.tar.gz", {
      bytes: 170_052_171,
      sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    }),
  },
};
