using CompNeuro.Dynamics;
using CompNeuro.Maths;

namespace CompNeuro.Neurons;

/// <summary>
/// The adaptive exponential integrate-and-fire neuron: C dV/dt = −gL (V − EL) + gL ΔT e^((V − VT)/ΔT) − w + I, τw dw/dt = a (V − EL) − w;
/// at Vpeak it fires, V is set to Vreset and w grows by b. Currents are those of the whole cell.
/// </summary>
/// <remarks>Brette &amp; Gerstner, J. Neurophysiol. 94:3637, 2005. The default is their fit of a detailed model of a regular-spiking pyramidal cell.</remarks>
public sealed record AdaptiveExponentialIntegrateAndFire : ISpikingModel<AdaptiveExponentialIntegrateAndFire.State>
{
    /// <summary>The membrane potential, and the current w of adaptation.</summary>
    public readonly record struct State([property: Unit("mV")] double V, [property: Unit("pA")] double w);

    /// <summary>Membrane capacitance.</summary>
    [Unit("pF", Above = 0)] public double C { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 281;

    /// <summary>Leak conductance.</summary>
    [Unit("nS", Above = 0)] public double gL { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 30;

    /// <summary>Leak reversal potential.</summary>
    [Unit("mV")] public double EL { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = -70.6;

    /// <summary>Where the slope of the steady I–V curve without adaptation vanishes.</summary>
    [Unit("mV")] public double VT { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = -50.4;

    /// <summary>Spike slope factor.</summary>
    [Unit("mV", Above = 0)] public double DeltaT { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 2;

    /// <summary>Time constant of adaptation.</summary>
    [Unit("ms", Above = 0)] public double tauw { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 144;

    /// <summary>How strongly the potential drives adaptation below threshold.</summary>
    [Unit("nS")] public double a { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 4;

    /// <summary>By how much each spike adds to adaptation.</summary>
    [Unit("pA")] public double b { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 80.5;

    /// <summary>Where the spike is cut off.</summary>
    [Unit("mV")] public double Vpeak { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = 20;

    /// <summary>Where V goes after a spike.</summary>
    [Unit("mV")] public double Vreset { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); } = -70.6;

    /// <summary>Absolute refractory period.</summary>
    [Unit("ms", AtLeast = 0)] public double tref { get; init => field = Parameter.Checked<AdaptiveExponentialIntegrateAndFire>(value); }

    /// <summary>The lower equilibrium without input; where there is none, the potential at which the steady I–V curve turns round.</summary>
    public State Rest
    {
        get
        {
            double Needed(double V) => (gL + a) * (V - EL) - Upstroke(V);
            var top = gL + a > 0 ? VT + DeltaT * Math.Log(1 + a / gL) : EL;
            var V = Needed(top) > 0 ? Root.Between(Needed, EL, top, 1e-12) : top;
            return new(V, a * (V - EL));
        }
    }

    public double SpikeLevel => Vpeak;

    public double RefractoryPeriod => tref;

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("pA")] double I) => new(
        (I - gL * (s.V - EL) + Upstroke(s.V) - s.w) / C,
        (a * (s.V - EL) - s.w) / tauw);

    /// <summary>V at Vreset, w larger by b.</summary>
    public State Reset(State s) => new(Vreset, s.w + b);

    private double Upstroke(double V) => gL * DeltaT * Math.Exp((V - VT) / DeltaT);
}
