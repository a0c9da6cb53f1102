"""The peer of tests/bench/measures.ts: the same measures in numpy and scipy, by piano rolls and loops over pairs instead of
sweeps and counts. Argument: a JSON file of quantised pieces. Prints per measure the values of all pieces (null where there is
none), and of the first `half` of the pieces against the others the lower overlapping area and the higher divergence."""

import itertools
import json
import math
import sys

import numpy as np
from scipy.spatial.distance import cdist, pdist
from scipy.stats import entropy, gaussian_kde

GRID = 80
DRUMS = 128
MAJOR = [1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1]
MINOR = [1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0]


def windows_entropy(notes, bars, count):
    count = min(count, len(bars))
    values = []
    for window in np.lib.stride_tricks.sliding_window_view(np.array(bars), count, axis=0):
        start, end = window[0, 0], window[0, -1] + window[1, -1]
        inside = notes[(notes[:, 0] >= start) & (notes[:, 0] < end) & (notes[:, 3] != DRUMS)]
        if len(inside):
            values.append(entropy(np.bincount(inside[:, 2] % 12, minlength=12), base=2))
    return np.mean(values) if values else math.nan


def in_key(pitches):
    if not len(pitches):
        return math.nan
    chroma = np.bincount(pitches % 12, minlength=12)
    scales = [np.roll(scale, root) for scale in (MAJOR, MINOR) for root in range(12)]
    return max(chroma @ scale for scale in scales) / len(pitches)


def polyphony(pitched):
    if not len(pitched):
        return math.nan
    roll = np.zeros((128, int((pitched[:, 0] + pitched[:, 1]).max()) // GRID), dtype=bool)
    for start, length, pitch, _ in pitched:
        roll[pitch, start // GRID : (start + length) // GRID] = True
    sounding = roll.sum(axis=0)
    return sounding[sounding > 0].mean()


def rhythms(notes, bars):
    vectors = []
    for start, length in bars:
        inside = notes[(notes[:, 0] >= start) & (notes[:, 0] < start + length), 0]
        vector = np.zeros(length // GRID, dtype=bool)
        vector[(inside - start) // GRID] = True
        vectors.append(vector)
    return vectors


def groove(vectors):
    alike = [
        1 - np.mean(one ^ other)
        for one, other in itertools.combinations(vectors, 2)
        if len(one) == len(other)
    ]
    return np.mean(alike) if alike else math.nan


def variety(vectors):
    filled = [tuple(vector) for vector in vectors if vector.any()]
    return len(set(filled)) / len(filled) if filled else math.nan


def measure(piece):
    notes = np.array(piece["notes"], dtype=int).reshape(-1, 4)
    bars = piece["bars"]
    pitched = notes[notes[:, 3] != DRUMS]
    pitches = pitched[:, 2]
    onsets = np.unique(notes[:, 0])
    vectors = rhythms(notes, bars)
    return {
        "pitch-class entropy, 1 bar": windows_entropy(notes, bars, 1),
        "pitch-class entropy, 4 bars": windows_entropy(notes, bars, 4),
        "pitches used": len(np.unique(pitches)) or math.nan,
        "pitch range": np.ptp(pitches) if len(pitches) else math.nan,
        "notes in key": in_key(pitches),
        "notes per beat": len(notes) / (sum(length for _, length in bars) / 960),
        "beats between onsets": np.diff(onsets).mean() / 960 if len(onsets) > 1 else math.nan,
        "pitches at once": polyphony(pitched),
        "groove similarity": groove(vectors),
        "rhythm variety": variety(vectors),
    }


def compare(within, between):
    one, other = gaussian_kde(within), gaussian_kde(between)
    margin = 8 * max(float(np.sqrt(kde.covariance[0, 0])) for kde in (one, other))
    low = min(within.min(), between.min()) - margin
    high = max(within.max(), between.max()) + margin
    points = np.linspace(low, high, 2000)
    p, q = one(points), other(points)
    area = np.trapezoid(np.minimum(p, q), points)
    return area, entropy(np.maximum(p, 1e-300), np.maximum(q, 1e-300))


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        data = json.load(file)
    measured = [measure(piece) for piece in data["pieces"]]
    result = {}
    for name in measured[0]:
        values = np.array([piece[name] for piece in measured], dtype=float)
        halves = [values[: data["half"]], values[data["half"] :]]
        one, other = (half[np.isfinite(half)][:, None] for half in halves)
        between = cdist(one, other).ravel()
        areas, divergences = zip(*(compare(pdist(half), between) for half in (one, other)))
        result[name] = {
            "values": [None if math.isnan(value) else value for value in values],
            "overlap": min(areas),
            "divergence": max(divergences),
        }
    json.dump(result, sys.stdout)


main()
