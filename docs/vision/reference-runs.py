"""Masks in COCO's compressed form as pycocotools writes it, with the run lengths that they are made of."""

import json

import numpy as np
from pycocotools import mask as coco


def runs_of(mask):
    flat = mask.flatten(order="F")
    edges = np.flatnonzero(np.diff(flat)) + 1
    runs = np.diff(np.concatenate([[0], edges, [len(flat)]])).tolist()
    return ([0] if flat[0] else []) + runs


def disc(height, width, radius):
    rows, columns = np.mgrid[:height, :width]
    return ((rows - height / 2) ** 2 + (columns - width / 2) ** 2 < radius**2).astype(np.uint8)


rng = np.random.default_rng(1)
masks = {
    "nothing": np.zeros((3, 4), np.uint8),
    "all": np.ones((3, 4), np.uint8),
    "a disc": disc(40, 60, 15),
    "a disc on a large picture": disc(1500, 2241, 12),
    "noise": (rng.random((9, 10)) < 0.4).astype(np.uint8),
}
print(json.dumps([
    {"name": name, "size": list(mask.shape), "text": coco.encode(np.asfortranarray(mask))["counts"].decode(), "runs": runs_of(mask)}
    for name, mask in masks.items()
]))
