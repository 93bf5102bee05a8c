using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics.Reduced;

/// <summary>
/// The barnacle muscle fibre in two variables, a calcium current that opens at once and a potassium current that opens slowly:
/// C dV/dt = I − gCa m∞(V)(V − ECa) − gK w (V − EK) − gL (V − EL), dw/dt = φ (w∞(V) − w)/τw(V),
/// with m∞ = ½(1 + tanh((V − V1)/V2)), w∞ = ½(1 + tanh((V − V3)/V4)), τw = 1/cosh((V − V3)/2V4).
/// </summary>
/// <remarks>
/// Morris &amp; Lecar, Biophys. J. 35:193, 1981. The three sets of parameters are those of Rinzel &amp; Ermentrout, Analysis of neural excitability and
/// oscillations, in Methods in Neuronal Modeling, 2nd ed., 1998, as tabulated in Ermentrout &amp; Terman, Mathematical Foundations of Neuroscience, 2010, Table 3.1.
/// </remarks>
public sealed record MorrisLecar : IModel<MorrisLecar.State>
{
    /// <summary>Voltage, and the open fraction w of the potassium channels.</summary>
    public readonly record struct State([property: Unit("mV")] double V, [property: Unit("1")] double w);

    /// <summary>Firing starts at a finite rate, beyond a Hopf bifurcation: class 2.</summary>
    public static MorrisLecar Hopf { get; } = new();

    /// <summary>Firing starts at an arbitrarily low rate, at a saddle-node on an invariant circle (SNIC): class 1.</summary>
    public static MorrisLecar SaddleNodeOnInvariantCircle { get; } = Hopf with { phi = 0.067, gCa = 4, V3 = 12, V4 = 17.4 };

    /// <summary>The same with a faster potassium current: firing starts at a homoclinic orbit, and coexists with rest.</summary>
    public static MorrisLecar Homoclinic { get; } = SaddleNodeOnInvariantCircle with { phi = 0.23 };

    /// <summary>Membrane capacitance.</summary>
    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 20;

    /// <summary>Maximal calcium conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public double gCa { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 4.4;

    /// <summary>Maximal potassium conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public double gK { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 8;

    /// <summary>Leak conductance.</summary>
    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 2;

    /// <summary>Calcium reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double ECa { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 120;

    /// <summary>Potassium reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EK { get; init => field = Parameter.Checked<MorrisLecar>(value); } = -84;

    /// <summary>Leak reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EL { get; init => field = Parameter.Checked<MorrisLecar>(value); } = -60;

    /// <summary>Where half the calcium channels are open.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double V1 { get; init => field = Parameter.Checked<MorrisLecar>(value); } = -1.2;

    /// <summary>Over how many mV they open.</summary>
    [Unit("mV", Above = 0)] public double V2 { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 18;

    /// <summary>Where half the potassium channels are open, and are slowest.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double V3 { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 2;

    /// <summary>Over how many mV they open.</summary>
    [Unit("mV", Above = 0)] public double V4 { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 30;

    /// <summary>The rate at which the potassium channels follow the voltage at V3.</summary>
    [Unit("1/ms", Above = 0)] public double phi { get; init => field = Parameter.Checked<MorrisLecar>(value); } = 0.04;

    /// <summary>The equilibrium without input, near the leak reversal potential.</summary>
    public State Rest => this.Equilibrium(0, near: new(EL, wInf(EL))).State;

    /// <summary>The open fraction of the calcium channels.</summary>
    public double mInf(double V) => 0.5 * (1 + Math.Tanh((V - V1) / V2));

    /// <summary>The fraction of potassium channels that are open once they have settled.</summary>
    public double wInf(double V) => 0.5 * (1 + Math.Tanh((V - V3) / V4));

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I) => new(
        (I - gCa * mInf(s.V) * (s.V - ECa) - gK * s.w * (s.V - EK) - gL * (s.V - EL)) / C,
        phi * (wInf(s.V) - s.w) * Math.Cosh((s.V - V3) / (2 * V4)));
}
