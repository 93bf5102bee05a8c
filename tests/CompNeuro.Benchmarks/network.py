"""A population or network in a peer: numba for squid axons, numpy for Izhikevich's script, Brian2 compiled to C++ for the rest; one thread.
usage: network.py squid|cuba|coba|brunel|izhikevich1k|izhikevich100k|izhikevich1M; prints seconds of processor time of the simulation alone, seconds of set-up and Hz, or "missing"."""
import os
import resource
import shutil
import sys
import tempfile
import time
import warnings
from math import exp


def squid():
    import numba
    import numpy

    @numba.njit(fastmath=True)
    def simulate(count, steps, dt):
        spikes = 0
        for i in range(count):
            v, m, h, n, current = -65.0, 0.0529, 0.5961, 0.3177, 20.0 * i / (count - 1)
            for _ in range(steps):
                x, y = (v + 40) / 10, (v + 55) / 10
                am = x / (1 - exp(-x)) if abs(x) > 1e-6 else 1.0
                an = 0.1 * y / (1 - exp(-y)) if abs(y) > 1e-6 else 0.1
                bm, bn = 4 * exp(-(v + 65) / 18), 0.125 * exp(-(v + 65) / 80)
                ah, bh = 0.07 * exp(-(v + 65) / 20), 1 / (1 + exp(-(v + 35) / 10))
                g_na, g_k = 120 * m * m * m * h, 36 * n * n * n * n
                g = g_na + g_k + 0.3
                end = (g_na * 50 - g_k * 77 - 0.3 * 54.387 + current) / g
                before, v = v, end + (v - end) * exp(-dt * g)
                m = am / (am + bm) + (m - am / (am + bm)) * exp(-dt * (am + bm))
                h = ah / (ah + bh) + (h - ah / (ah + bh)) * exp(-dt * (ah + bh))
                n = an / (an + bn) + (n - an / (an + bn)) * exp(-dt * (an + bn))
                spikes += before < 0 <= v
        return spikes

    began = time.perf_counter()
    simulate(2, 10, 0.01)
    setup, began = time.perf_counter() - began, time.process_time()
    spikes = simulate(1000, 100_000, 0.01)
    print(time.process_time() - began, setup, spikes / 1000)


def izhikevich_script():
    import numpy as np

    began = time.perf_counter()
    random = np.random.default_rng(1)
    excitatory, inhibitory = random.random(800), random.random(200)
    a = np.concatenate([np.full(800, 0.02), 0.02 + 0.08 * inhibitory])
    b = np.concatenate([np.full(800, 0.2), 0.25 - 0.05 * inhibitory])
    c = np.concatenate([-65 + 15 * excitatory**2, np.full(200, -65.0)])
    d = np.concatenate([8 - 6 * excitatory**2, np.full(200, 2.0)])
    noise = np.concatenate([np.full(800, 5.0), np.full(200, 2.0)])
    onto = np.concatenate([0.5 * random.random((800, 1000)), -random.random((200, 1000))])
    setup, best = time.perf_counter() - began, float("inf")
    for _ in range(5):
        v, count, began = np.full(1000, -65.0), 0, time.process_time()
        u = b * v
        for _ in range(1000):
            current, fired = noise * random.standard_normal(1000), np.flatnonzero(v >= 30)
            if fired.size:
                count += fired.size
                v[fired], u[fired] = c[fired], u[fired] + d[fired]
                current += onto[fired].sum(0)
            v += 0.5 * (0.04 * v * v + 5 * v + 140 - u + current)
            v += 0.5 * (0.04 * v * v + 5 * v + 140 - u + current)
            u += a * (b * v - u)
        best = min(best, time.process_time() - began)
    print(best, setup, count / 1000)


def with_brian(name):
    warnings.filterwarnings("ignore")
    os.environ.setdefault("MPLBACKEND", "Agg")
    import brian2
    import numpy as np
    from brian2 import Hz, Network, NeuronGroup, PoissonInput, SpikeMonitor, Synapses, defaultclock, ms, mV, second

    brian2.prefs.logging.console_log_level = "ERROR"
    brian2.prefs.logging.file_log = False
    began = time.perf_counter()
    brian2.set_device("cpp_standalone", build_on_run=False)
    brian2.seed(1)
    defaultclock.dt = 0.1 * ms
    seconds, parts = {"cuba": 10.0, "coba": 10.0, "izhikevich1M": 0.1}.get(name, 1.0), []
    if name in ("cuba", "coba"):
        current = "ge + gi + (-49*mV - v)" if name == "cuba" else "-60*mV - v - ge*v + gi*(-80*mV - v)"
        unit = "volt" if name == "cuba" else "1"
        cells = NeuronGroup(
            4000,
            f"dv/dt = ({current})/(20*ms) : volt (unless refractory)\ndge/dt = -ge/(5*ms) : {unit}\ndgi/dt = -gi/(10*ms) : {unit}",
            threshold="v > -50*mV", reset="v = -60*mV", refractory=5 * ms, method="exact" if name == "cuba" else "exponential_euler")
        excite, inhibit = ("ge += 1.62*mV", "gi -= 9*mV") if name == "cuba" else ("ge += 0.6", "gi += 6.7")
        cells.v = "-60*mV + 10*mV*rand()" if name == "cuba" else "-65*mV + 5*mV*randn()"
        if name == "coba":
            cells.ge, cells.gi = "clip(4 + 1.5*randn(), 0, 100)", "clip(20 + 12*randn(), 0, 1000)"
        for pre, condition in ((excite, "i < 3200"), (inhibit, "i >= 3200")):
            synapses = Synapses(cells, cells, on_pre=pre)
            synapses.connect(condition, p=0.02)
            parts.append(synapses)
    elif name == "brunel":
        cells = NeuronGroup(12500, "dv/dt = -v/(20*ms) : volt (unless refractory)", threshold="v > 20*mV", reset="v = 10*mV", refractory=2 * ms, method="exact")
        cells.v = "20*mV*rand()"
        for pre, condition in (("v += 0.1*mV", "i < 10000"), ("v -= 0.5*mV", "i >= 10000")):
            synapses = Synapses(cells, cells, on_pre=pre, delay=1.5 * ms)
            synapses.connect(condition, p=0.1)
            parts.append(synapses)
        parts.append(PoissonInput(cells, "v", 1000, 20 * Hz, weight=0.1 * mV))
    else:
        defaultclock.dt = 1 * ms
        count = 100_000 if name == "izhikevich100k" else 1_000_000
        if count == 1_000_000:
            brian2.prefs.core.default_float_dtype = np.float32
        cells = NeuronGroup(count, "v : 1\nu : 1\nI : 1\na : 1\nb : 1\nc : 1\nd : 1\nnoise : 1", threshold="v >= 30", reset="v = c; u += d")
        half = "v += 0.5*(0.04*v**2 + 5*v + 140 - u + I)\n"
        cells.run_regularly("I += noise*randn()\n" + half + half + "u += a*(b*v - u)\nI = 0", dt=1 * ms, when="groups")
        r, first = np.random.default_rng(1).random(count), np.arange(count) < count * 4 // 5
        cells.a, cells.b = np.where(first, 0.02, 0.02 + 0.08 * r), np.where(first, 0.2, 0.25 - 0.05 * r)
        cells.c, cells.d = np.where(first, -65 + 15 * r**2, -65), np.where(first, 8 - 6 * r**2, 2)
        cells.noise, cells.v, cells.u = np.where(first, 5, 2), -65, "b*v"
        synapses = Synapses(cells, cells, "w : 1", on_pre="I_post += w")
        synapses.connect(j="int(rand()*N_post) for k in range(100)", skip_if_invalid=True)
        synapses.w = f"10*rand()*(0.5 - 1.5*int(i >= {count * 4 // 5}))"
        parts.append(synapses)
    monitor = SpikeMonitor(cells, record=False)
    network = Network(cells, monitor, *parts)
    network.run(seconds * second)
    folder = tempfile.mkdtemp()
    try:
        brian2.device.build(directory=folder, compile=True, run=False)
        setup, began, used = time.perf_counter() - began, time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        brian2.device.run(folder, False, [])
        whole, now = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        # The loop alone takes no longer than its clock says, nor than the whole program keeps the processor busy.
        loop, busy = brian2.device._last_run_time, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
        scale = 10 if name == "izhikevich1M" else 1
        print(min(loop, busy) * scale, setup + whole - loop, monitor.num_spikes / len(cells) / seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


try:
    {"squid": squid, "izhikevich1k": izhikevich_script}.get(sys.argv[1], lambda: with_brian(sys.argv[1]))()
except ImportError:
    print("missing")
