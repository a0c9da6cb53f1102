"""scikit-learn's t-SNE (Barnes-Hut, PCA start, learning rate "auto") on one file of points, on one thread.

usage: tsne.py POINTS DIMS OUTPUT_DIMS PERPLEXITY SEED RESULT LIMIT      the layout, CPU seconds on stdout as JSON;
                                                                 killed after LIMIT seconds of CPU
       tsne.py --judge POINTS DIMS OUTPUT_DIMS LAYOUT                    trustworthiness and recall@10 of any layout

Files are rows of 32-bit little-endian floats.
"""
import json
import os
import resource
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import numpy
import sklearn
from sklearn.manifold import TSNE, trustworthiness
from sklearn.neighbors import NearestNeighbors


def read(path, dims):
    return numpy.fromfile(path, "<f4").reshape(-1, int(dims))


def nearest(points):
    return NearestNeighbors(n_neighbors=10).fit(points).kneighbors(return_distance=False)


def judge(points, layout):
    pairs = zip(nearest(points), nearest(layout))
    recall = numpy.mean([len(set(a) & set(b)) / 10 for a, b in pairs])
    return {"trustworthiness": trustworthiness(points, layout, n_neighbors=10), "recall10": recall}


if sys.argv[1] == "--judge":
    _, _, path, dims, output_dims, layout = sys.argv
    print(json.dumps(judge(read(path, dims), read(layout, output_dims))))
else:
    _, path, dims, output_dims, perplexity, seed, result, limit = sys.argv
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit)))
    points = read(path, dims)
    started = time.process_time()
    layout = TSNE(
        int(output_dims),
        perplexity=float(perplexity),
        init="pca",
        learning_rate="auto",
        random_state=int(seed),
        n_jobs=1,
    ).fit_transform(points)
    seconds = time.process_time() - started
    layout.astype("<f4").tofile(result)
    print(json.dumps({"cpuSeconds": seconds, "version": sklearn.__version__}))
