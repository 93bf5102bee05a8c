"""One Hodgkin-Huxley cell for 10 s at a step of 0.01 ms in a peer. usage: single_cell.py numba|neuron; prints seconds of processor time (best of 3, compiled) and spikes, or "missing"."""
import sys
import time
from math import exp

DT, STEPS, CURRENT = 0.01, 1_000_000, 10.0


def with_numba():
    import numba

    @numba.njit
    def ratio(x):
        return x / (exp(x) - 1) if abs(x) > 1e-7 else 1 - x / 2

    @numba.njit(fastmath=True)
    def simulate(steps):
        v, m, h, n, spikes = -65.0, 0.0529, 0.5961, 0.3177, 0
        for _ in range(steps):
            opening, closing = ratio(-(v + 40) / 10), 4 * exp(-(v + 65) / 18)
            m_rate, m_end = opening + closing, opening / (opening + closing)
            opening, closing = 0.07 * exp(-(v + 65) / 20), 1 / (exp(-(v + 35) / 10) + 1)
            h_rate, h_end = opening + closing, opening / (opening + closing)
            opening, closing = 0.1 * ratio(-(v + 55) / 10), 0.125 * exp(-(v + 65) / 80)
            n_rate, n_end = opening + closing, opening / (opening + closing)
            g_na, g_k = 120 * m * m * m * h, 36 * n * n * n * n
            g = g_na + g_k + 0.3
            end = (g_na * 50 - g_k * 77 - 0.3 * 54.387 + CURRENT) / g
            before = v
            v = end + (v - end) * exp(-g * DT)
            m = m_end + (m - m_end) * exp(-m_rate * DT)
            h = h_end + (h - h_end) * exp(-h_rate * DT)
            n = n_end + (n - n_end) * exp(-n_rate * DT)
            spikes += before < 0 <= v
        return spikes

    simulate(10)
    return lambda: simulate(STEPS)


def with_neuron():
    from neuron import h

    cell = h.Section(name="cell")
    cell.L = cell.diam = 5.6418958354775635  # 100 µm², so that 0.01 nA is 10 µA/cm²
    cell.insert("hh")
    cell.el_hh, cell.ena, cell.ek = -54.387, 50, -77
    clamp = h.IClamp(cell(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, 0.01
    times = h.Vector()
    detector = h.NetCon(cell(0.5)._ref_v, None, sec=cell)
    detector.threshold = 0
    detector.record(times)
    parallel = h.ParallelContext()
    h.celsius = 6.3

    def simulate(cell=cell, clamp=clamp, detector=detector):
        parallel.set_maxstep(10)
        h.finitialize(-65)
        h.dt = DT
        parallel.psolve(DT * STEPS)
        return int(times.size())

    return simulate


try:
    simulate = {"numba": with_numba, "neuron": with_neuron}[sys.argv[1]]()
except ImportError:
    print("missing")
    sys.exit()
took = []
for _ in range(3):
    start = time.process_time()
    spikes = simulate()
    took.append(time.process_time() - start)
print(min(took), spikes)
