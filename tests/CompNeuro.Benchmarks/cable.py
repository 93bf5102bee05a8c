"""A cable in NEURON, backward Euler, step 0.025 ms, 100 ms. usage: cable.py passive|axon; prints seconds of processor time (best of 3) and a result to compare, or "missing"."""
import sys
import time


def passive(h, cable):
    cable.L, cable.diam, cable.Ra, cable.cm, cable.nseg = 1000, 2, 150, 1, 201
    cable.insert("pas")
    cable.g_pas, cable.e_pas = 1e-4, -70
    clamp = h.IClamp(cable(0.5 / 201))
    clamp.delay, clamp.dur, clamp.amp = 10, 50, 0.1
    return -70, [clamp]


def axon(h, cable):
    cable.L, cable.diam, cable.Ra, cable.cm, cable.nseg = 20000, 20, 35.4, 1, 1001
    cable.insert("hh")
    cable.el_hh, cable.ena, cable.ek = -54.387, 50, -77
    clamps = []
    for k in range(5):
        clamp = h.IClamp(cable(0.5 / 1001))
        clamp.delay, clamp.dur, clamp.amp = 20 * k + 1, 1, 50
        clamps.append(clamp)
    return -65, clamps


try:
    from neuron import h
except ImportError:
    print("missing")
    sys.exit()
cable = h.Section(name="cable")
start, clamps = {"passive": passive, "axon": axon}[sys.argv[1]](h, cable)
times = h.Vector()
detector = h.NetCon(cable(1 - 0.5 / cable.nseg)._ref_v, None, sec=cable)
detector.threshold = 0
detector.record(times)
parallel = h.ParallelContext()
h.celsius = 6.3
took = []
for _ in range(3):
    began = time.process_time()
    parallel.set_maxstep(10)
    h.finitialize(start)
    h.dt = 0.025
    parallel.psolve(60)
    end = cable(1 - 0.5 / cable.nseg).v
    parallel.psolve(100)
    took.append(time.process_time() - began)
print(min(took), int(times.size()) if sys.argv[1] == "axon" else end)
