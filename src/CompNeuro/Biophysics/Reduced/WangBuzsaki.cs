using CompNeuro.Dynamics;
using static CompNeuro.Maths.Special;

namespace CompNeuro.Biophysics.Reduced;

/// <summary>
/// A fast-spiking interneuron of the hippocampus; its sodium channels activate at once, so m = m∞(V):
/// C dV/dt = I − gNa m∞³h (V − ENa) − gK n⁴ (V − EK) − gL (V − EL), and dx/dt = φ(αₓ(1 − x) − βₓx) for x = h, n.
/// </summary>
/// <remarks>Wang &amp; Buzsáki, J. Neurosci. 16:6402, 1996.</remarks>
public sealed record WangBuzsaki : IModel<WangBuzsaki.State>
{
    /// <summary>Voltage, sodium inactivation h (1 is fully available), potassium activation n.</summary>
    public readonly record struct State([property: Unit("mV")] double V, [property: Unit("1")] double h, [property: Unit("1")] double n);

    /// <summary>Membrane capacitance.</summary>
    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = 1;

    /// <summary>Maximal sodium conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public double gNa { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = 35;

    /// <summary>Maximal potassium conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public double gK { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = 9;

    /// <summary>Leak conductance.</summary>
    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = 0.1;

    /// <summary>Sodium reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double ENa { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = 55;

    /// <summary>Potassium reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EK { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = -90;

    /// <summary>Leak reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EL { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = -65;

    /// <summary>How much faster the gates are than their rates say.</summary>
    [Unit("1", Above = 0)] public double phi { get; init => field = Parameter.Checked<WangBuzsaki>(value); } = 5;

    /// <summary>The equilibrium without input, near the leak reversal potential.</summary>
    public State Rest => this.Equilibrium(0, near: Settled(EL)).State;

    /// <summary>The state in which the gates have settled at voltage <paramref name="V"/> (mV).</summary>
    public State Settled(double V) => new(V, Gates(V).h.inf, Gates(V).n.inf);

    /// <summary>The open fraction of the activation gates, at once.</summary>
    public static double mInf(double V) => new GateRates(XOverExpM1(-(V + 35) / 10), 4 * Math.Exp(-(V + 60) / 18)).inf;

    /// <summary>Opening and closing rates of the two slower gates at a voltage.</summary>
    public (GateRates h, GateRates n) Gates(double V) => (
        h: phi * new GateRates(0.07 * Math.Exp(-(V + 58) / 20), 1 / (Math.Exp(-(V + 28) / 10) + 1)),
        n: phi * new GateRates(0.1 * XOverExpM1(-(V + 34) / 10), 0.125 * Math.Exp(-(V + 44) / 80)));

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I)
    {
        var (h, n) = Gates(s.V);
        return new(
            (I - gNa * Math.Pow(mInf(s.V), 3) * s.h * (s.V - ENa) - gK * Math.Pow(s.n, 4) * (s.V - EK) - gL * (s.V - EL)) / C,
            h.alpha * (1 - s.h) - h.beta * s.h,
            n.alpha * (1 - s.n) - n.beta * s.n);
    }
}
