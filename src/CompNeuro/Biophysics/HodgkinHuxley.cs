using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CompNeuro.Dynamics;
using CompNeuro.Simulation;
using static CompNeuro.Maths.Special;

namespace CompNeuro.Biophysics;

/// <summary>
/// The squid giant axon, one patch of membrane (Hodgkin &amp; Huxley, J. Physiol. 117:500, 1952):
/// C dV/dt = I − gNa m³h (V − ENa) − gK n⁴ (V − EK) − gL (V − EL), and dx/dt = φ(αₓ(1 − x) − βₓx) for each gate x = m, h, n.
/// </summary>
/// <remarks>
/// Modern convention: V is inside minus outside, depolarisation and inward-positive stimuli are positive, outward ionic currents are positive.
/// With the V of 1952 (displacement from a rest of −65 mV, depolarisation negative), V here is −65 − V₁₉₅₂. Time in ms.
/// </remarks>
public sealed record HodgkinHuxley : IConditionallyLinear<HodgkinHuxley.State>, IExponentialSteps<HodgkinHuxley.State>, IPointNeuron<HodgkinHuxley, HodgkinHuxley.State>
{
    /// <summary>Voltage, sodium activation m, sodium inactivation h (1 is fully available), potassium activation n.</summary>
    public readonly record struct State([property: Unit("mV")] double V, [property: Unit("1")] double m, [property: Unit("1")] double h, [property: Unit("1")] double n);

    /// <summary>Temperature of the voltage-clamp experiments to which the rates were fitted, °C.</summary>
    public const double ReferenceTemperature = 6.3;

    /// <summary>The parameters of Hodgkin &amp; Huxley 1952d, Table 3, at 6.3 °C; EL there makes the rest −65 mV to 0.004 mV.</summary>
    public static HodgkinHuxley SquidAxon { get; } = new();

    /// <summary>Maximal sodium conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public double gNa { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = 120;

    /// <summary>Maximal potassium conductance.</summary>
    [Unit("mS/cm²", AtLeast = 0)] public double gK { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = 36;

    /// <summary>Leak conductance.</summary>
    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = 0.3;

    /// <summary>Sodium reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double ENa { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = 50;

    /// <summary>Potassium reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EK { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = -77;

    /// <summary>Leak reversal potential (the simulator NEURON rounds it to −54.3).</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EL { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = -54.387;

    /// <summary>Membrane capacitance.</summary>
    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<HodgkinHuxley>(value); } = 1;

    /// <summary>Temperature; it speeds the gates and nothing else.</summary>
    [Unit("°C", AtLeast = 0, AtMost = 50)]
    public double Temperature
    {
        get;
        init => (field, phi) = (Parameter.Checked<HodgkinHuxley>(value), RateFactor(Q10, value));
    } = ReferenceTemperature;

    /// <summary>Factor by which the gates speed up for every 10 °C.</summary>
    [Unit("1", Above = 0, AtMost = 100)]
    public double Q10
    {
        get;
        init => (field, phi) = (Parameter.Checked<HodgkinHuxley>(value), RateFactor(value, Temperature));
    } = 3;

    /// <summary>φ = Q10^((Temperature − 6.3)/10), the factor on every rate α, β.</summary>
    [Unit("1")] public double phi { get; private init; } = 1;

    /// <summary>The state of zero steady current: <see cref="HodgkinHuxleyEquilibria.Equilibrium"/> without input.</summary>
    public State Rest => this.SteadyState(this.EquilibriumVoltages(0)[0]);

    /// <summary>The rate of change of the state, per ms.</summary>
    public State Derivative(State state, [Unit("µA/cm²")] double I)
    {
        var (V, m, h, n) = state;
        var gate = Gates(V);
        return new(
            (I - INa(state) - IK(state) - IL(state)) / C,
            gate.m.alpha * (1 - m) - gate.m.beta * m,
            gate.h.alpha * (1 - h) - gate.h.beta * h,
            gate.n.alpha * (1 - n) - gate.n.beta * n);
    }

    /// <summary>Sodium current, µA/cm², outward positive.</summary>
    public double INa(State s) => gNa * s.m * s.m * s.m * s.h * (s.V - ENa);

    /// <summary>Potassium current, µA/cm², outward positive.</summary>
    public double IK(State s) => gK * s.n * s.n * s.n * s.n * (s.V - EK);

    /// <summary>Leak current, µA/cm², outward positive.</summary>
    public double IL(State s) => gL * (s.V - EL);

    /// <summary>Opening and closing rates of the three gates at a voltage, at this temperature (1952d, equations 12, 13, 20, 21, 23, 24).</summary>
    public (GateRates m, GateRates h, GateRates n) Gates(double V) => (
        m: phi * new GateRates(XOverExpM1(-(V + 40) / 10), 4 * Math.Exp(-(V + 65) / 18)),
        h: phi * new GateRates(0.07 * Math.Exp(-(V + 65) / 20), 1 / (Math.Exp(-(V + 35) / 10) + 1)),
        n: phi * new GateRates(0.1 * XOverExpM1(-(V + 55) / 10), 0.125 * Math.Exp(-(V + 65) / 80)));

    /// <summary>How the rates of <see cref="Gates"/> change with voltage: dα/dV and dβ/dV, per ms and mV.</summary>
    internal (GateRates m, GateRates h, GateRates n) GateSlopes(double V) => (
        m: phi * new GateRates(-0.1 * XOverExpM1Derivative(-(V + 40) / 10), -4.0 / 18 * Math.Exp(-(V + 65) / 18)),
        h: phi * new GateRates(-0.07 / 20 * Math.Exp(-(V + 65) / 20), 0.1 / (2 + 2 * Math.Cosh((V + 35) / 10))),
        n: phi * new GateRates(-0.01 * XOverExpM1Derivative(-(V + 55) / 10), -0.125 / 80 * Math.Exp(-(V + 65) / 80)));

    /// <inheritdoc/>
    public (State Drive, State Decay) Linear(State state, double input)
    {
        var gate = Gates(state.V);
        var (GNa, GK) = (gNa * state.m * state.m * state.m * state.h, gK * Math.Pow(state.n, 4));
        return (
            new((input + GNa * ENa + GK * EK + gL * EL) / C, gate.m.alpha, gate.h.alpha, gate.n.alpha),
            new((GNa + GK + gL) / C, 1 / gate.m.tau, 1 / gate.h.tau, 1 / gate.n.tau));
    }

    void IExponentialSteps<State>.Steps(double step, ReadOnlySpan<double> inputs, Span<State> states) => HodgkinHuxleySteps.Take(this, step, inputs, MemoryMarshal.Cast<State, Vector256<double>>(states));

    static Cells IPointNeuron<HodgkinHuxley, State>.Cells<T>(CellsOf<HodgkinHuxley, T> cells) => cells.Follow<HodgkinHuxleyVariables<T>, HodgkinHuxleyEquations<T>>(of => new(
        of(m => m.gNa), of(m => m.gK), of(m => m.gL), of(m => m.ENa), of(m => m.EK), of(m => m.gL * m.EL), of(m => -cells.Step * m.phi), of(m => -cells.Step / m.C)));

    private static double RateFactor(double q10, double temperature) => Math.Pow(q10, (temperature - ReferenceTemperature) / 10);
}
