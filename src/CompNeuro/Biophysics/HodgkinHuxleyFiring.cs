using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics;

/// <summary>How the Hodgkin–Huxley membrane fires under steady current: at a frequency that jumps from nothing to tens of hertz (class 2).</summary>
public static class HodgkinHuxleyFiring
{
    /// <summary>
    /// The weakest step from rest that keeps the membrane firing, µA/cm². Below it a step brings a few spikes at most, and yet the equilibrium stays stable up to the first
    /// Hopf point of <c>hh.EquilibriumBranch(from: 0, to: 200)</c>.
    /// It is where the cycles of firing begin, the lowest fold of <c>hh.LimitCycles(at: 20, from: 0, to: 200)</c>, to four digits:
    /// closer to it than that, spikes go on for seconds before they stop.
    /// </summary>
    public static double RepetitiveFiringCurrent(this HodgkinHuxley hh)
    {
        ArgumentNullException.ThrowIfNull(hh);
        var rest = hh.Rest;
        return HodgkinHuxleyExcitability.Threshold(I => hh.FiringRate(I, rest, duration: 3000) > 0, first: hh.Rheobase(), largest: 1e4, precision: 1e-5);
    }
}
