using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;
using static CompNeuro.Maths.Special;

namespace CompNeuro.Biophysics.Reduced;

/// <summary>
/// A fast-spiking interneuron of the hippocampus; its sodium channels activate at once, so m = m∞(V):
/// C dV/dt = I − gNa m∞³h (V − ENa) − gK n⁴ (V − EK) − gL (V − EL), and dx/dt = φ(αₓ(1 − x) − βₓx) for x = h, n.
/// </summary>
/// <remarks>Wang &amp; Buzsáki, J. Neurosci. 16:6402, 1996.</remarks>
public sealed record WangBuzsaki : IPointNeuron<WangBuzsaki, WangBuzsaki.State>
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
    public static double mInf(double V) => Equations<Real>.mInf(V);

    /// <summary>Opening and closing rates of the two slower gates at a voltage.</summary>
    public (GateRates h, GateRates n) Gates(double V)
    {
        var (h, n) = Of(this).Gates(V);
        return (new(h.alpha, h.beta), new(n.alpha, n.beta));
    }

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State s, [Unit("µA/cm²")] double I)
    {
        var (equations, (h, n)) = (Of(this), Gates(s.V));
        var (drive, conductance) = equations.Currents(s.V, s.h, s.n);
        return new((I + drive - conductance * s.V) / C, h.alpha * (1 - s.h) - h.beta * s.h, n.alpha * (1 - s.n) - n.beta * s.n);
    }

    static Cells IPointNeuron<WangBuzsaki, State>.Cells<T>(CellsOf<WangBuzsaki, T> cells) => cells.Follow<Variables<T>, Equations<T>>(
        of => new(cells.Step, of(m => m.C), of(m => m.gNa), of(m => m.gK), of(m => m.gL), of(m => m.ENa), of(m => m.EK), of(m => m.EL), of(m => m.phi)));

    private static Equations<Real> Of(WangBuzsaki m) => new(0, m.C, m.gNa, m.gK, m.gL, m.ENa, m.EK, m.EL, m.phi);

    private record struct Variables<T>(T V, T h, T n);

    /// <summary>The equations, and a step by the exponential midpoint rule, of second order: exponential Euler with the rates in the middle of the step, found by half such a step.</summary>
    private readonly record struct Equations<T>(T step, T C, T gNa, T gK, T gL, T ENa, T EK, T EL, T phi) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        public static T mInf(T V)
        {
            var alpha = XOverExpM1((V + 35.0) * -0.1);
            return alpha / (alpha + 4.0 * T.Exp((V + 60.0) * (-1.0 / 18)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ((T alpha, T beta) h, (T alpha, T beta) n) Gates(T V) => (
            (phi * 0.07 * T.Exp((V + 58.0) * -0.05), phi / (T.Exp((V + 28.0) * -0.1) + 1.0)),
            (phi * 0.1 * XOverExpM1((V + 34.0) * -0.1), phi * 0.125 * T.Exp((V + 44.0) * (-1.0 / 80))));

        /// <summary>What flows in through all channels is drive − conductance·V.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T drive, T conductance) Currents(T V, T h, T n)
        {
            var (m, square) = (mInf(V), n * n);
            var (sodium, potassium) = (gNa * (m * m) * (m * h), gK * (square * square));
            return (sodium * ENa + potassium * EK + gL * EL, sodium + potassium + gL);
        }

        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T> => cell = After(cell, After(cell, cell, 0.5 * step, input), step, input);

        // A time later, with the rates that hold at another state.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private Variables<T> After<TInput>(Variables<T> cell, Variables<T> at, T time, TInput input)
            where TInput : struct, IInput<T>
        {
            var (h, n) = Gates(at.V);
            var (drive, conductance) = Currents(at.V, at.h, at.n);
            return new(
                Decay.After(cell.V, (drive + input.I) / C, (conductance + input.G) / C, time),
                Decay.After(cell.h, h.alpha, h.alpha + h.beta, time),
                Decay.After(cell.n, n.alpha, n.alpha + n.beta, time));
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
