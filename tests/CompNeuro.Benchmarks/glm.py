"""A Poisson GLM by iteratively reweighted least squares. usage: glm.py FOLDER STIMULUS_LAGS HISTORY_LAGS REPEATS; prints seconds of processor time (best, design matrix ready), passes and log-likelihood."""
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np

folder, stimulus_lags, history_lags, repeats = sys.argv[1], *map(int, sys.argv[2:5])
stimulus, spikes = (np.fromfile(os.path.join(folder, name + ".f64")) for name in ("stimulus", "spikes"))
design = np.zeros((len(spikes), 1 + stimulus_lags + history_lags))
design[:, 0] = 1
for lag in range(stimulus_lags):
    design[lag:, 1 + lag] = stimulus[: len(spikes) - lag]
for lag in range(1, history_lags + 1):
    design[lag:, stimulus_lags + lag] = spikes[:-lag]


def fit():
    weights, before, passes = np.zeros(design.shape[1]), -np.inf, 0
    weights[0] = np.log(spikes.mean())
    while True:
        log_mean = design @ weights
        mean = np.exp(log_mean)
        value, passes = spikes @ log_mean - mean.sum(), passes + 1
        if value - before < 1e-9 * abs(value):
            return value, passes
        before = value
        weights = weights + np.linalg.solve(design.T @ (mean[:, None] * design), design.T @ (spikes - mean))


took = []
for _ in range(repeats):
    start = time.process_time()
    value, passes = fit()
    took.append(time.process_time() - start)
twice = sum(np.log(np.arange(2, count + 1)).sum() for count in spikes[spikes > 1])
print(min(took), passes, f"{value - twice:.3f}")
