using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;

namespace CompNeuro.Neurons;

/// <summary>
/// Izhikevich's neuron: dv/dt = 0.04 v² + 5 v + 140 − u + I, du/dt = a (b v − u); at 30 mV it fires, v is set to c and u grows by d.
/// v is in mV and t in ms; u, I and d are rates of change of v.
/// </summary>
/// <remarks>
/// Izhikevich, IEEE Trans. Neural Netw. 14:1569, 2003, whose classes the presets are. Three of the patterns of the paper of 2004 need other coefficients in the equations,
/// dv/dt = 0.04 v² + linear·v + constant − u + I, du/dt = a (b (v − v0) − decay·u), which are parameters here too.
/// </remarks>
public sealed record Izhikevich : ISpikingModel<Izhikevich.State>, IPointNeuron<Izhikevich, Izhikevich.State>
{
    private const double Square = 0.04;

    /// <summary>The membrane potential, and the recovery u.</summary>
    public readonly record struct State([property: Unit("mV")] double v, [property: Unit("mV/ms")] double u);

    /// <summary>Excitatory, the most common in cortex; adapts.</summary>
    public static Izhikevich RegularSpiking { get; } = new();

    /// <summary>Excitatory: a burst, then single spikes.</summary>
    public static Izhikevich IntrinsicallyBursting { get; } = new() { c = -55, d = 4 };

    /// <summary>Excitatory: bursts of closely spaced spikes.</summary>
    public static Izhikevich Chattering { get; } = new() { c = -50, d = 2 };

    /// <summary>Inhibitory: high rates without adaptation.</summary>
    public static Izhikevich FastSpiking { get; } = new() { a = 0.1, d = 2 };

    /// <summary>Inhibitory: high rates with adaptation, and a low threshold.</summary>
    public static Izhikevich LowThresholdSpiking { get; } = new() { b = 0.25, d = 2 };

    /// <summary>Thalamic relay cell: regular when depolarised, a burst after hyperpolarisation.</summary>
    public static Izhikevich ThalamoCortical { get; } = new() { b = 0.25, d = 0.05 };

    /// <summary>Oscillates below threshold, and fires in resonance with its input.</summary>
    public static Izhikevich Resonator { get; } = new() { a = 0.1, b = 0.26, d = 2 };

    /// <summary>How fast u follows.</summary>
    [Unit("1/ms")] public double a { get; init => field = Parameter.Checked<Izhikevich>(value); } = 0.02;

    /// <summary>How strongly u depends on v.</summary>
    [Unit("1/ms")] public double b { get; init => field = Parameter.Checked<Izhikevich>(value); } = 0.2;

    /// <summary>Where v goes after a spike.</summary>
    [Unit("mV")] public double c { get; init => field = Parameter.Checked<Izhikevich>(value); } = -65;

    /// <summary>By how much a spike adds to u.</summary>
    [Unit("mV/ms")] public double d { get; init => field = Parameter.Checked<Izhikevich>(value); } = 8;

    /// <summary>The coefficient of v in dv/dt.</summary>
    [Unit("1/ms")] public double linear { get; init => field = Parameter.Checked<Izhikevich>(value); } = 5;

    /// <summary>The constant in dv/dt.</summary>
    [Unit("mV/ms")] public double constant { get; init => field = Parameter.Checked<Izhikevich>(value); } = 140;

    /// <summary>The potential from which u counts v.</summary>
    [Unit("mV")] public double v0 { get; init => field = Parameter.Checked<Izhikevich>(value); }

    /// <summary>How strongly u restrains itself.</summary>
    [Unit("1")] public double decay { get; init => field = Parameter.Checked<Izhikevich>(value); } = 1;

    /// <summary>The lower equilibrium without input; where there is none, the bottom of the parabola between the nullclines, where the equilibria have vanished.</summary>
    public State Rest
    {
        get
        {
            if (decay == 0)
            {
                return new(v0, Parabola(v0));
            }

            var (slope, level) = (linear - b / decay, constant + b * v0 / decay);
            var v = (-slope - Math.Sqrt(Math.Max(0, slope * slope - 4 * Square * level))) / (2 * Square);
            return new(v, b * (v - v0) / decay);
        }
    }

    public double SpikeLevel => 30;

    public double RefractoryPeriod => 0;

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("mV/ms")] double I)
    {
        var equations = Equations<Real>.Of(this);
        return new(equations.RateOfV(s.v, s.u, I), equations.RateOfU(s.v, s.u));
    }

    /// <summary>v at c, u larger by d.</summary>
    public State Reset(State s) => new(c, s.u + d);

    private double Parabola(double v) => Equations<Real>.Of(this).RateOfV(v, 0, 0);

    static Cells IPointNeuron<Izhikevich, State>.Cells<T>(CellsOf<Izhikevich, T> cells) =>
        cells.Follow<Variables<T>, Equations<T>>(of => new(cells.Step, of(m => m.a), of(m => m.b), of(m => m.c), of(m => m.d), of(m => m.linear), of(m => m.constant), of(m => m.v0), of(m => m.decay)));

    private record struct Variables<T>(T v, T u);

    /// <summary>The equations, and the scheme of the paper of 2003: two half steps of v, then one of u. It is of first order; the paper takes a step of 1 ms.</summary>
    private readonly record struct Equations<T>(T step, T a, T b, T c, T d, T linear, T constant, T v0, T decay) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        public static Equations<Real> Of(Izhikevich m) => new(0, m.a, m.b, m.c, m.d, m.linear, m.constant, m.v0, m.decay);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T RateOfV(T v, T u, T I) => T.FusedMultiplyAdd(T.FusedMultiplyAdd(Square, v, linear), v, constant - u + I);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T RateOfU(T v, T u) => a * (b * (v - v0) - decay * u);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T>
        {
            var (v, u) = (cell.v, cell.u);
            var half = step * 0.5;
            v = T.FusedMultiplyAdd(half, RateOfV(v, u, input.At(v)), v);
            v = T.FusedMultiplyAdd(half, RateOfV(v, u, input.At(v)), v);
            cell = new(v, T.FusedMultiplyAdd(step, RateOfU(v, u), u));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Fired(T before, in Variables<T> cell) => cell.v >= 30.0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Reset(ref Variables<T> cell, T fired) => cell = new(T.Select(fired, c, cell.v), T.Select(fired, cell.u + d, cell.u));
    }
}
