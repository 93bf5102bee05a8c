using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;

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
public sealed record MorrisLecar : IPointNeuron<MorrisLecar, MorrisLecar.State>
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
    public double mInf(double V) => Equations<Real>.Open(V, V1, V2);

    /// <summary>The fraction of potassium channels that are open once they have settled.</summary>
    public double wInf(double V) => Equations<Real>.Open(V, V3, V4);

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I)
    {
        var equations = Of(this);
        var (drive, conductance) = equations.Currents(s.V, s.w);
        return new((I + drive - conductance * s.V) / C, equations.Rate(s.V) * (wInf(s.V) - s.w));
    }

    static Cells IPointNeuron<MorrisLecar, State>.Cells<T>(CellsOf<MorrisLecar, T> cells) => cells.Follow<Variables<T>, Equations<T>>(of => new(
        cells.Step, of(m => m.C), of(m => m.gCa), of(m => m.gK), of(m => m.gL), of(m => m.ECa), of(m => m.EK), of(m => m.EL), of(m => m.V1), of(m => m.V2), of(m => m.V3), of(m => m.V4), of(m => m.phi)));

    private static Equations<Real> Of(MorrisLecar m) => new(0, m.C, m.gCa, m.gK, m.gL, m.ECa, m.EK, m.EL, m.V1, m.V2, m.V3, m.V4, m.phi);

    private record struct Variables<T>(T V, T w);

    /// <summary>The equations, and a step by the exponential midpoint rule, of second order: exponential Euler with the rates in the middle of the step, found by half such a step.</summary>
    private readonly record struct Equations<T>(T step, T C, T gCa, T gK, T gL, T ECa, T EK, T EL, T V1, T V2, T V3, T V4, T phi) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        /// <summary>½(1 + tanh((V − middle)/width)).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Open(T V, T middle, T width) => 1.0 / (1.0 + T.Exp(-2.0 * (V - middle) / width));

        /// <summary>How fast the potassium channels follow, φ cosh((V − V3)/2V4).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Rate(T V)
        {
            var growth = T.Exp((V - V3) / (2.0 * V4));
            return 0.5 * phi * (growth + 1.0 / growth);
        }

        /// <summary>What flows in through all channels is drive − conductance·V.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T drive, T conductance) Currents(T V, T w)
        {
            var (calcium, potassium) = (gCa * Open(V, V1, V2), gK * w);
            return (calcium * ECa + potassium * EK + gL * EL, calcium + potassium + gL);
        }

        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T> => cell = After(cell, After(cell, cell, 0.5 * step, input), step, input);

        // A time later, with the rates that hold at another state.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private Variables<T> After<TInput>(Variables<T> cell, Variables<T> at, T time, TInput input)
            where TInput : struct, IInput<T>
        {
            var (rate, (drive, conductance)) = (Rate(at.V), Currents(at.V, at.w));
            return new(
                Decay.After(cell.V, (drive + input.I) / C, (conductance + input.G) / C, time),
                Decay.After(cell.w, rate * Open(at.V, V3, V4), rate, time));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Fired(T before, in Variables<T> cell) => (before < 0.0) & (cell.V >= 0.0);

        // The spike is part of the motion.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Reset(ref Variables<T> cell, T fired)
        {
        }
    }
}
