using CompNeuro.Dynamics;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>What flows through the membrane during a run.</summary>
public static class HodgkinHuxleyCurrents
{
    /// <summary>INa, IK and IL at each sample of a run, µA/cm², outward positive.</summary>
    public static IReadOnlyList<Variable> Currents(this Simulation<State> run)
    {
        var hh = MembraneOf(run);
        return
        [
            new("INa", "µA/cm²", Array.ConvertAll(run.States, hh.INa)),
            new("IK", "µA/cm²", Array.ConvertAll(run.States, hh.IK)),
            new("IL", "µA/cm²", Array.ConvertAll(run.States, hh.IL)),
        ];
    }

    /// <summary>The sodium and potassium conductances at each sample of a run, gNa m³h and gK n⁴, mS/cm² (1952d, Fig. 17).</summary>
    public static IReadOnlyList<Variable> Conductances(this Simulation<State> run)
    {
        var hh = MembraneOf(run);
        return
        [
            new("gNa m³h", "mS/cm²", Array.ConvertAll(run.States, s => hh.gNa * s.m * s.m * s.m * s.h)),
            new("gK n⁴", "mS/cm²", Array.ConvertAll(run.States, s => hh.gK * s.n * s.n * s.n * s.n)),
        ];
    }

    private static HodgkinHuxley MembraneOf(Simulation<State> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Model as HodgkinHuxley ?? throw new ArgumentException($"The run is of {run.Model.GetType().Name}: currents are those of a HodgkinHuxley membrane.", nameof(run));
    }
}
