"""The network of a JSON file in Brian2: leaky integrate-and-fire cells with decaying currents. Prints one spike a line: the step at whose end it is, and the cell."""
import json
import sys
import warnings

warnings.filterwarnings("ignore")
import brian2
from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, defaultclock, ms, mV

brian2.prefs.codegen.target = "numpy"
brian2.prefs.logging.console_log_level = "ERROR"
brian2.prefs.logging.file_log = False
given = json.load(open(sys.argv[1]))
defaultclock.dt = given["Step"] * ms
cells = NeuronGroup(
    len(given["Initial"]),
    "dv/dt = (ge + gi - 49*mV - v)/(20*ms) : volt (unless refractory)\ndge/dt = -ge/(5*ms) : volt\ndgi/dt = -gi/(10*ms) : volt",
    # Brian2 counts the refractory period from the start of the step at whose end the spike is.
    threshold="v >= -50*mV", reset="v = -60*mV", refractory=(5 + given["Step"]) * ms, method="exact")
cells.v = given["Initial"] * mV
parts = [cells, SpikeMonitor(cells)]
for name, variable, weight in (("Excitatory", "ge", given["Excite"]), ("Inhibitory", "gi", given["Inhibit"])):
    synapses = Synapses(cells, cells, on_pre=f"{variable} += {weight}*mV", delay=given["Delay"] * ms)
    synapses.connect(i=[source for source, _ in given[name]], j=[target for _, target in given[name]])
    parts.append(synapses)
network = Network(parts)
network.run(given["Duration"] * ms)
for time, cell in zip(parts[1].t / ms, parts[1].i):
    print(round(float(time) / given["Step"]) + 1, int(cell))
