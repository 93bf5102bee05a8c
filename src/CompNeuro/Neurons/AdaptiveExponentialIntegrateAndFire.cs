using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;

namespace CompNeuro.Neurons;

/// <summary>
/// The adaptive exponential integrate-and-fire neuron: C dV/dt = −gL (V − EL) + gL ΔT e^((V − VT)/ΔT) − w + I, τw dw/dt = a (V − EL) − w;
/// at Vpeak it fires, V is set to Vreset and w grows by b. Currents are those of the whole cell.
/// </summary>
/// <remarks>Brette &amp; Gerstner, J. Neurophysiol. 94:3637, 2005. The default is their fit of a detailed model of a regular-spiking pyramidal cell.</remarks>
public sealed record AdaptiveExponentialIntegrateAndFire : ISpikingModel<AdaptiveExponentialIntegrateAndFire.State>, IPointNeuron<AdaptiveExponentialIntegrateAndFire, AdaptiveExponentialIntegrateAndFire.State>
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
    public State Derivative(State s, [Unit("pA")] double I) => new(Of(this).RateOfV(s.V, s.w, I), Of(this).RateOfw(s.V, s.w));

    /// <summary>V at Vreset, w larger by b.</summary>
    public State Reset(State s) => new(Vreset, s.w + b);

    private double Upstroke(double V) => Of(this).Upstroke(V);

    double ICellModel<AdaptiveExponentialIntegrateAndFire, State>.ShortestTimeConstant => Math.Min(C / gL, tauw);

    static Cells IPointNeuron<AdaptiveExponentialIntegrateAndFire, State>.Cells<T>(CellsOf<AdaptiveExponentialIntegrateAndFire, T> cells) => cells.Follow<Variables<T>, Equations<T>>(of => new(
        cells.Step, of(m => m.C), of(m => m.gL), of(m => m.EL), of(m => m.VT), of(m => m.DeltaT), of(m => m.tauw), of(m => m.a), of(m => m.b), of(m => m.Vpeak), of(m => m.Vreset)));

    private static Equations<Real> Of(AdaptiveExponentialIntegrateAndFire m) => new(0, m.C, m.gL, m.EL, m.VT, m.DeltaT, m.tauw, m.a, m.b, m.Vpeak, m.Vreset);

    private record struct Variables<T>(T V, T w);

    /// <summary>
    /// The equations, and a step by the midpoint rule, of second order; in its middle V counts as Vpeak at most, beyond which the rate means nothing. (Brian2 takes Euler's step unless told.)
    /// </summary>
    private readonly record struct Equations<T>(T step, T C, T gL, T EL, T VT, T DeltaT, T tauw, T a, T b, T Vpeak, T Vreset) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Upstroke(T V) => gL * DeltaT * T.Exp((V - VT) / DeltaT);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T RateOfV(T V, T w, T I) => (I - gL * (V - EL) + Upstroke(V) - w) / C;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T RateOfw(T V, T w) => (a * (V - EL) - w) / tauw;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T>
        {
            var (V, w) = (cell.V, cell.w);
            var middle = V + 0.5 * step * RateOfV(V, w, input.At(V));
            middle = T.Select(middle < Vpeak, middle, Vpeak);
            var between = w + 0.5 * step * RateOfw(V, w);
            cell = new(V + step * RateOfV(middle, between, input.At(middle)), w + step * RateOfw(middle, between));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Fired(T before, in Variables<T> cell) => cell.V >= Vpeak;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Reset(ref Variables<T> cell, T fired) => cell = new(T.Select(fired, Vreset, cell.V), T.Select(fired, cell.w + b, cell.w));
    }
}
