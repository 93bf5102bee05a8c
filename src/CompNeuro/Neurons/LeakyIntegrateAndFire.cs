using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;

namespace CompNeuro.Neurons;

/// <summary>
/// The leaky integrate-and-fire neuron: τ dV/dt = −(V − EL) + R I; at Vth it fires, V is set to Vreset and held there for tref.
/// I is the whole current into the cell, R its whole input resistance.
/// </summary>
/// <remarks>Lapicque, J. Physiol. Pathol. Gén. 9:620, 1907, had the membrane; the reset is that of Stein, Biophys. J. 5:173, 1965. All formulas: Gerstner et al., Neuronal Dynamics, 2014, §1.3.</remarks>
public sealed record LeakyIntegrateAndFire : ISpikingModel<LeakyIntegrateAndFire.State>, IConditionallyLinear<LeakyIntegrateAndFire.State>, IPointNeuron<LeakyIntegrateAndFire, LeakyIntegrateAndFire.State>
{
    /// <summary>The membrane potential.</summary>
    public readonly record struct State([property: Unit("mV")] double V);

    /// <summary>Membrane time constant.</summary>
    [Unit("ms", Above = 0)] public double tau { get; init => field = Parameter.Checked<LeakyIntegrateAndFire>(value); } = 20;

    /// <summary>Resting potential.</summary>
    [Unit("mV")] public double EL { get; init => field = Parameter.Checked<LeakyIntegrateAndFire>(value); } = -70;

    /// <summary>Threshold.</summary>
    [Unit("mV")] public double Vth { get; init => field = Parameter.Checked<LeakyIntegrateAndFire>(value); } = -50;

    /// <summary>Where V goes after a spike; below the threshold.</summary>
    [Unit("mV")] public double Vreset { get; init => field = Parameter.Checked<LeakyIntegrateAndFire>(value); } = -60;

    /// <summary>Absolute refractory period.</summary>
    [Unit("ms", AtLeast = 0)] public double tref { get; init => field = Parameter.Checked<LeakyIntegrateAndFire>(value); } = 2;

    /// <summary>Input resistance.</summary>
    [Unit("MΩ", Above = 0)] public double R { get; init => field = Parameter.Checked<LeakyIntegrateAndFire>(value); } = 10;

    /// <summary>The potential at rest, EL.</summary>
    public State Rest => new(EL);

    public double SpikeLevel => Vth;

    public double RefractoryPeriod => tref;

    /// <summary>The current, nA, that only just holds the membrane at threshold: (Vth − EL)/R. Under it or less there is no spike.</summary>
    [Unit("nA")] public double Rheobase => (Vth - EL) / R;

    /// <summary>The rate of change of the potential, per ms.</summary>
    public State Derivative(State s, [Unit("nA")] double I) => new((-(s.V - EL) + R * I) / tau);

    public (State Drive, State Decay) Linear(State s, double I) => (new((EL + R * I) / tau), new(1 / tau));

    /// <summary>V at Vreset.</summary>
    public State Reset(State s) => new(Vreset);

    /// <summary>The time, ms, that V takes under constant current from one potential up to the threshold: τ ln((R I + EL − V)/(R I + EL − Vth)); infinite at rheobase and below.</summary>
    /// <param name="I">nA.</param>
    /// <param name="from">The potential at the start, mV, at most Vth; the latency of the first spike is that from rest, EL.</param>
    public double TimeToThreshold(double I, double from)
    {
        if (!(from <= Vth))
        {
            throw new ArgumentOutOfRangeException(nameof(from), from, $"From {from} mV no way leads up to the threshold at {Vth} mV: give a potential of at most Vth.");
        }

        // ln((R I + EL − V)/(R I + EL − Vth)), accurate for strong currents too, where both are nearly the same.
        var excess = R * I + EL - Vth;
        return excess <= 0 ? double.PositiveInfinity : tau * Special.LogP1((Vth - from) / excess);
    }

    /// <summary>The time between spikes under constant current, ms: tref + τ ln((R I + EL − Vreset)/(R I + EL − Vth)).</summary>
    /// <param name="I">nA.</param>
    public double Period(double I)
    {
        Spiking.RequireLowReset(this);
        return tref + TimeToThreshold(I, Vreset);
    }

    /// <summary>The f–I curve: the rate of firing under constant current, Hz. It saturates at 1/tref; without refractory period it goes on growing, in the end as a straight line.</summary>
    /// <param name="I">nA.</param>
    public double SteadyRate(double I) => 1000 / Period(I);

    double ICellModel<LeakyIntegrateAndFire, State>.ShortestTimeConstant => tau;

    /// <summary>The constant current that takes the membrane in one step where a decaying one takes it: both responses are exponentials.</summary>
    double ICellModel<LeakyIntegrateAndFire, State>.EquivalentCurrent(double tau, double step)
    {
        // e^(−step/tau) − e^(−step/this.tau), which must keep its digits where both are nearly the same.
        var (own, difference) = (Math.Exp(-step / this.tau), tau - this.tau);
        return own * (difference == 0 ? step / tau : tau / difference * Special.ExpM1(step / tau * (difference / this.tau))) / -Special.ExpM1(-step / this.tau);
    }

    static Cells IPointNeuron<LeakyIntegrateAndFire, State>.Cells<T>(CellsOf<LeakyIntegrateAndFire, T> cells) =>
        cells.Follow<Variables<T>, Equations<T>>(of => new(of(m => m.EL), of(m => m.R), of(m => m.Vth), of(m => m.Vreset), of(m => -cells.Step / m.tau), of(m => Math.Exp(-cells.Step / m.tau))));

    /// <summary>The state of cells side by side.</summary>
    private record struct Variables<T>(T V);

    /// <summary>The exact solution over a step in which current and conductance are constant.</summary>
    private readonly record struct Equations<T>(T EL, T R, T Vth, T Vreset, T exponent, T decay) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T>
        {
            var end = T.FusedMultiplyAdd(R, input.I, EL);
            var left = decay;
            if (TInput.HasConductance)
            {
                var conductance = T.FusedMultiplyAdd(R, input.G, 1.0);
                end /= conductance;
                left = T.ExpOfSmall(exponent * conductance);
            }

            cell.V = T.FusedMultiplyAdd(cell.V - end, left, end);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Fired(T before, in Variables<T> cell) => cell.V >= Vth;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Reset(ref Variables<T> cell, T fired) => cell.V = T.Select(fired, Vreset, cell.V);
    }
}
