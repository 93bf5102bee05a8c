using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;
using MathNet.Numerics.Integration;

namespace CompNeuro.Neurons;

/// <summary>
/// The exponential integrate-and-fire neuron: C dV/dt = −gL (V − EL) + gL ΔT e^((V − VT)/ΔT) + I; it fires at Vpeak, far up on the explosive upstroke,
/// and V is set to Vreset and held there for tref. All currents are densities, per area of membrane.
/// </summary>
/// <remarks>Fourcaud-Trocmé, Hansel, van Vreeswijk &amp; Brunel, J. Neurosci. 23:11628, 2003. The default is their fit of the model of Wang and Buzsáki.</remarks>
public sealed record ExponentialIntegrateAndFire : ISpikingModel<ExponentialIntegrateAndFire.State>, IPointNeuron<ExponentialIntegrateAndFire, ExponentialIntegrateAndFire.State>
{
    /// <summary>The membrane potential.</summary>
    public readonly record struct State([property: Unit("mV")] double V);

    /// <summary>Membrane capacitance.</summary>
    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = 1;

    /// <summary>Leak conductance.</summary>
    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = 0.1;

    /// <summary>Leak reversal potential.</summary>
    [Unit("mV")] public double EL { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = -65;

    /// <summary>Where the slope of the steady I–V curve vanishes: the highest potential at which a constant current can hold the membrane.</summary>
    [Unit("mV")] public double VT { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = -59.9;

    /// <summary>Spike slope factor: over how many mV the spike-generating current grows e-fold.</summary>
    [Unit("mV", Above = 0)] public double DeltaT { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = 3.48;

    /// <summary>Where the spike is cut off.</summary>
    [Unit("mV")] public double Vpeak { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = -30;

    /// <summary>Where V goes after a spike.</summary>
    [Unit("mV")] public double Vreset { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = -68;

    /// <summary>Absolute refractory period.</summary>
    [Unit("ms", AtLeast = 0)] public double tref { get; init => field = Parameter.Checked<ExponentialIntegrateAndFire>(value); } = 1.7;

    /// <summary>Membrane time constant, C/gL.</summary>
    [Unit("ms")] public double tau => C / gL;

    /// <summary>The lower equilibrium without input, a little above EL; VT if there is none.</summary>
    public State Rest => new(SteadyCurrent(VT) > 0 ? Root.Between(SteadyCurrent, EL, VT, 1e-12) : VT);

    public double SpikeLevel => Vpeak;

    public double RefractoryPeriod => tref;

    /// <summary>The strongest constant current that the membrane can balance, µA/cm²: gL (VT − EL − ΔT), reached at VT.</summary>
    [Unit("µA/cm²")] public double Rheobase => gL * (VT - EL - DeltaT);

    /// <summary>The constant current, µA/cm², that would hold the membrane at a potential: the steady I–V curve gL (V − EL) − gL ΔT e^((V − VT)/ΔT).</summary>
    /// <param name="V">mV.</param>
    public double SteadyCurrent(double V) => new Equations<Real>(0, C, gL, EL, VT, DeltaT, Vpeak, Vreset).SteadyCurrent(V);

    /// <summary>The rate of change of the potential, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I) => new((I - SteadyCurrent(s.V)) / C);

    /// <summary>V at Vreset.</summary>
    public State Reset(State s) => new(Vreset);

    /// <summary>
    /// The leaky neuron that this one becomes as ΔT → 0: its threshold is VT, where the upstroke turns into a wall. For a patch of 10⁻³ cm², on which µA/cm² are nA, and 1/gL (kΩ·cm²) are MΩ.
    /// </summary>
    public LeakyIntegrateAndFire SharpLimit => new() { tau = tau, EL = EL, Vth = VT, Vreset = Vreset, tref = tref, R = 1 / gL };

    /// <summary>The time between spikes under constant current, ms: tref + ∫ C dV/(I − steady current) from reset to peak; infinite if an equilibrium lies in between.</summary>
    /// <param name="I">µA/cm².</param>
    public double Period(double I)
    {
        Spiking.RequireLowReset(this);
        // Where on the way the steady current is strongest.
        var turn = Math.Clamp(VT, Vreset, Vpeak);
        double Time(double V) => C / (I - SteadyCurrent(V));
        if (I <= SteadyCurrent(turn))
        {
            return double.PositiveInfinity;
        }

        double Integrate(double low, double high) => low < high ? GaussKronrodRule.Integrate(Time, low, high, out _, out _, 1e-11, 20, 21) : 0;
        // The upstroke is over after some tens of ΔT.
        var steep = Math.Min(turn + 40 * DeltaT, Vpeak);
        return tref + Integrate(Vreset, turn) + Integrate(turn, steep) + Integrate(steep, Vpeak);
    }

    /// <summary>The f–I curve: the rate of firing under constant current, Hz.</summary>
    /// <param name="I">µA/cm².</param>
    public double SteadyRate(double I) => 1000 / Period(I);

    double ICellModel<ExponentialIntegrateAndFire, State>.ShortestTimeConstant => tau;

    static Cells IPointNeuron<ExponentialIntegrateAndFire, State>.Cells<T>(CellsOf<ExponentialIntegrateAndFire, T> cells) => cells.Follow<Variables<T>, Equations<T>>(
        of => new(cells.Step, of(m => m.C), of(m => m.gL), of(m => m.EL), of(m => m.VT), of(m => m.DeltaT), of(m => m.Vpeak), of(m => m.Vreset)));

    private record struct Variables<T>(T V);

    /// <summary>The equation, and a step by the midpoint rule, of second order; in its middle V counts as Vpeak at most, beyond which the rate means nothing.</summary>
    private readonly record struct Equations<T>(T step, T C, T gL, T EL, T VT, T DeltaT, T Vpeak, T Vreset) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T SteadyCurrent(T V) => gL * (V - EL) - gL * DeltaT * T.Exp((V - VT) / DeltaT);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T>
        {
            var V = cell.V;
            var middle = V + 0.5 * step * (input.At(V) - SteadyCurrent(V)) / C;
            middle = T.Select(middle < Vpeak, middle, Vpeak);
            cell.V = V + step * (input.At(middle) - SteadyCurrent(middle)) / C;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Fired(T before, in Variables<T> cell) => cell.V >= Vpeak;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Reset(ref Variables<T> cell, T fired) => cell.V = T.Select(fired, Vreset, cell.V);
    }
}
