import { toPython } from "#models/interchange/to-python.ts";
import type { ExportSource } from "../export-source.ts";
import { namesIn } from "./names-in.ts";
import { findTiles, readSplit } from "./read-eurosat.ts";
import { code, encodeNotebook, markdown, NOTEBOOK_WEIGHTS, plain } from "./cells.ts";

export type EurosatNotebook = {
  kind: "eurosat";
  /** What people call the run. */
  title: string;
  /** On the test split, 0..1. */
  testAccuracy: number;
  /** How many tiles the test split has. */
  testCount: number;
  /** Where the archive of class folders comes from. */
  archive: { url: string; fileName: string };
};

/** A difference that decoders of JPEG and orders of additions may make. */
const TOLERANCE = 0.001;

/** A Jupyter notebook (nbformat 4.5) that rebuilds the network in Keras and scores it on the same test split. */
export function eurosatNotebook(source: ExportSource, details: EurosatNotebook): string {
  const { title, testAccuracy, testCount, archive } = details;
  const shape = source.network.layers.find(({ type }) => type === "Input")?.shape ?? [];
  const percent = `${(testAccuracy * 100).toFixed(2)} %`;
  const begin = [
    markdown(`# ${plain(title)}

A network trained in Strata, rebuilt in [Keras](https://keras.io) 3. Its accuracy on the test split was **${percent}**;
this notebook computes it again.

It needs \`pip install keras tensorflow pillow\` (or another backend of Keras) and \`${NOTEBOOK_WEIGHTS}\` beside it.`),
    code(`import io
import json
import os
import re
import urllib.request
import zipfile
from collections import Counter
from functools import partial
from pathlib import Path

import keras
import numpy as np
from keras import layers
from PIL import Image`),
    markdown(`## The network

It takes images of 0 to 1 and gives one number a class (logits); softmax makes probabilities of them.`),
  ];
  const end = [
    code(`model.load_weights(${JSON.stringify(NOTEBOOK_WEIGHTS)})`),
    markdown(`## The data

EuroSAT RGB by P. Helber et al. (MIT licence), downloaded once. Set \`EUROSAT\` to the path of what you have: the zip, a
folder of class folders, or parquet files (which need \`pip install pyarrow\`), the same that Strata was started with. What
file managers leave in them is passed over, and classes may be spelled as other copies do.`),
    code(findTiles(archive)),
    markdown(`In each class, ordered by the number in the file name, the first 60 % train, the next 20 % validate, the last 20 %
test.`),
    code(`${readSplit(shape, source.classes)}


images, labels = read_split("test")
print(images.shape, np.bincount(labels))
TESTED = ${testCount}
assert len(images) == TESTED, f"Strata tested with {TESTED} tiles, and {SOURCE} has {len(images)}: it is another copy of EuroSAT"`),
    markdown("## The score"),
    code(`logits = model.predict(images, batch_size=128, verbose=0)
accuracy = float(np.mean(np.argmax(logits, axis=-1) == labels))
TRAINED = ${testAccuracy}
print(f"Here {accuracy:.4%}, in Strata {TRAINED:.4%}")
assert abs(accuracy - TRAINED) <= ${TOLERANCE}, "The two should differ by no more than ${TOLERANCE * 100} points"`),
  ];
  const network = toPython(source.network, source.name, namesIn([...begin, ...end]));
  return encodeNotebook([...begin, code(`${network}\nmodel.summary()`), ...end]);
}
