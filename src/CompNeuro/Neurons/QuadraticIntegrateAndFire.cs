using System.Runtime.CompilerServices;
using CompNeuro.Dynamics;
using CompNeuro.Maths;
using CompNeuro.Simulation;

namespace CompNeuro.Neurons;

/// <summary>
/// The quadratic integrate-and-fire neuron: τ dV/dt = a (V − Vr)(V − Vc) + R I; at Vpeak it fires and V is set to Vreset.
/// Without input, Vr is the resting potential and Vc the threshold; input moves both towards each other until, at rheobase, they meet and vanish.
/// </summary>
/// <remarks>Ermentrout &amp; Kopell, SIAM J. Appl. Math. 46:233, 1986; Latham et al., J. Neurophysiol. 83:808, 2000. In this form: Gerstner et al., Neuronal Dynamics, 2014, §5.3.</remarks>
public sealed record QuadraticIntegrateAndFire : ISpikingModel<QuadraticIntegrateAndFire.State>, IPointNeuron<QuadraticIntegrateAndFire, QuadraticIntegrateAndFire.State>
{
    /// <summary>The membrane potential.</summary>
    public readonly record struct State([property: Unit("mV")] double V);

    /// <summary>Membrane time constant.</summary>
    [Unit("ms", Above = 0)] public double tau { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = 10;

    /// <summary>How strongly the rate of change bends.</summary>
    [Unit("1/mV", Above = 0)] public double a { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = 0.04;

    /// <summary>Resting potential without input.</summary>
    [Unit("mV")] public double Vr { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = -65;

    /// <summary>Threshold without input.</summary>
    [Unit("mV")] public double Vc { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = -50;

    /// <summary>Where the spike is cut off.</summary>
    [Unit("mV")] public double Vpeak { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = 30;

    /// <summary>Where V goes after a spike.</summary>
    [Unit("mV")] public double Vreset { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = -65;

    /// <summary>Absolute refractory period.</summary>
    [Unit("ms", AtLeast = 0)] public double tref { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); }

    /// <summary>Input resistance.</summary>
    [Unit("MΩ", Above = 0)] public double R { get; init => field = Parameter.Checked<QuadraticIntegrateAndFire>(value); } = 10;

    /// <summary>The lower of Vr and Vc.</summary>
    public State Rest => new(Math.Min(Vr, Vc));

    public double SpikeLevel => Vpeak;

    public double RefractoryPeriod => tref;

    /// <summary>The current, nA, at which rest and threshold meet midway: a (Vc − Vr)²/4R.</summary>
    [Unit("nA")] public double Rheobase => a * (Vc - Vr) * (Vc - Vr) / (4 * R);

    /// <summary>The same neuron with its spike at +∞ and its reset at −∞, which a run can only follow as an angle. Its input is <see cref="Excess"/>.</summary>
    public ThetaNeuron Theta => new() { tau = tau };

    /// <summary>The rate of change of the potential, per ms.</summary>
    public State Derivative(State s, [Unit("nA")] double I) => new(new Equations<Real>(0, tau, a, Vr, Vc, R, Vpeak, Vreset).Rate(s.V, I));

    /// <summary>V at Vreset.</summary>
    public State Reset(State s) => new(Vreset);

    /// <summary>How far the current lies above rheobase, without unit: η = a R (I − Irh). With x = a (V − (Vr + Vc)/2) the model is τ dx/dt = x² + η, the normal form of a saddle-node.</summary>
    /// <param name="I">nA.</param>
    public double Excess(double I) => a * R * (I - Rheobase);

    /// <summary>The time, ms, that V takes under constant current from one potential up to another: τ/√η (arctan(x₂/√η) − arctan(x₁/√η)) above rheobase. Up to +∞ it is still finite: V blows up.</summary>
    /// <param name="I">nA.</param>
    /// <param name="from">mV; may be −∞.</param>
    /// <param name="to">mV, not below <paramref name="from"/>; may be +∞.</param>
    /// <returns>Infinite if an equilibrium lies in between.</returns>
    public double TravelTime(double I, double from, double to)
    {
        if (!(to >= from))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, $"From {from} mV the way up does not lead to {to} mV: give an end that is not below the start.");
        }

        var (eta, middle) = (Excess(I), (Vr + Vc) / 2);
        var (start, end, width) = (a * (from - middle), a * (to - middle), Math.Sqrt(Math.Abs(eta)));
        if (!(eta <= 0))
        {
            return tau / width * (Math.Atan(end / width) - Math.Atan(start / width));
        }

        // Below rheobase, V moves up only under the lower equilibrium, x = −width, and above the upper one.
        double Part(double x) => double.IsInfinity(x) ? 0 : width == 0 ? -1 / x : Math.Log((x - width) / (x + width)) / (2 * width);
        return start > width || end < -width ? tau * (Part(end) - Part(start)) : double.PositiveInfinity;
    }

    /// <summary>The time between spikes under constant current, ms; infinite at rheobase and below, if the reset lies below the threshold.</summary>
    /// <param name="I">nA.</param>
    public double Period(double I)
    {
        Spiking.RequireLowReset(this);
        return tref + TravelTime(I, Vreset, Vpeak);
    }

    /// <summary>The f–I curve, Hz. Just above rheobase it grows as the square root of the excess current, whatever the peak and the reset.</summary>
    /// <param name="I">nA.</param>
    public double SteadyRate(double I) => 1000 / Period(I);

    double ICellModel<QuadraticIntegrateAndFire, State>.ShortestTimeConstant => tau;

    static Cells IPointNeuron<QuadraticIntegrateAndFire, State>.Cells<T>(CellsOf<QuadraticIntegrateAndFire, T> cells) => cells.Follow<Variables<T>, Equations<T>>(
        of => new(cells.Step, of(m => m.tau), of(m => m.a), of(m => m.Vr), of(m => m.Vc), of(m => m.R), of(m => m.Vpeak), of(m => m.Vreset)));

    private record struct Variables<T>(T V);

    /// <summary>The equation, and a step by the midpoint rule, of second order.</summary>
    private readonly record struct Equations<T>(T step, T tau, T a, T Vr, T Vc, T R, T Vpeak, T Vreset) : IEquations<Variables<T>, T>
        where T : unmanaged, IReal<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Rate(T V, T I) => (a * (V - Vr) * (V - Vc) + R * I) / tau;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance<TInput>(ref Variables<T> cell, TInput input)
            where TInput : struct, IInput<T>
        {
            var V = cell.V;
            var middle = V + 0.5 * step * Rate(V, input.At(V));
            cell.V = V + step * Rate(middle, input.At(middle));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Fired(T before, in Variables<T> cell) => cell.V >= Vpeak;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Reset(ref Variables<T> cell, T fired) => cell.V = T.Select(fired, Vreset, cell.V);
    }
}
