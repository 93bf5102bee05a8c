using CompNeuro.Dynamics;
using static CompNeuro.Dynamics.Stimulus;

namespace CompNeuro.Neurons;

/// <summary>One of the twenty ways to fire of Figure 1 of Izhikevich, IEEE Trans. Neural Netw. 15:1063, 2004, with the parameters, inputs and steps of its program, figure1.m.</summary>
/// <param name="Letter">A to T.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Neuron">The neuron; those of G, L and R have other coefficients than the rest.</param>
/// <param name="v">The potential at the start, at which u stands at b v (R: −16).</param>
/// <param name="Input">The input over time, mV/ms.</param>
/// <param name="Step">The published step of integration.</param>
/// <param name="Duration">How long it is watched.</param>
public sealed record IzhikevichPattern(
    char Letter, string Name, Izhikevich Neuron, [property: Unit("mV")] double v, Stimulus Input, [property: Unit("ms")] double Step, [property: Unit("ms")] double Duration)
{
    private static readonly Izhikevich Excitable = new() { linear = 4.1, constant = 108 };

    /// <summary>All twenty, in the order of the paper.</summary>
    public static IReadOnlyList<IzhikevichPattern> All { get; } =
    [
        new('A', "tonic spiking", Cell(0.02, 0.2, -65, 6), -70, On(14, 10), 0.25, 100),
        new('B', "phasic spiking", Cell(0.02, 0.25, -65, 6), -64, On(0.5, 20), 0.25, 200),
        new('C', "tonic bursting", Cell(0.02, 0.2, -50, 2), -70, On(15, 22), 0.25, 220),
        new('D', "phasic bursting", Cell(0.02, 0.25, -55, 0.05), -64, On(0.6, 20), 0.2, 200),
        new('E', "mixed mode", Cell(0.02, 0.2, -55, 4), -70, On(10, 16), 0.25, 160),
        new('F', "frequency adaptation", Cell(0.01, 0.2, -65, 8), -70, On(30, 8.5), 0.25, 85),
        new('G', "class 1 excitable", Excitable with { b = -0.1, c = -55, d = 6 }, -60, Ramp(0, 20.25, 30, 300), 0.25, 300),
        new('H', "class 2 excitable", Cell(0.2, 0.26, -65, 0), -64, Ramp(-0.5, 3.55, 30, 300), 0.25, 300),
        new('I', "spike latency", Cell(0.02, 0.2, -65, 6), -70, Between(7.04, 10, 13), 0.2, 100),
        new('J', "oscillations", Cell(0.05, 0.26, -60, 0), -62, Between(2, 20, 25), 0.25, 200),
        new('K', "resonator", Cell(0.1, 0.26, -60, -1), -62, Pulses(0.65, 4, 40, 60, 280, 320), 0.25, 400),
        new('L', "integrator", Excitable with { b = -0.1, c = -55, d = 6 }, -60, Pulses(9, 2, 100.0 / 11, 100.0 / 11 + 5, 70, 80), 0.25, 100),
        new('M', "rebound spike", Cell(0.03, 0.25, -60, 4), -64, Between(-15, 20, 25), 0.2, 200),
        new('N', "rebound burst", Cell(0.03, 0.25, -52, 0), -64, Between(-15, 20, 25), 0.2, 200),
        new('O', "variable threshold", Cell(0.03, 0.25, -60, 4), -64, Pulses(1, 5, 10, 80) + Between(-6, 70, 75), 0.25, 100),
        new('P', "bistability", Cell(0.1, 0.26, -60, 0), -61, 0.24 + Pulses(1, 5, 37.5, 216), 0.25, 300),
        new('Q', "after-potential", Cell(1, 0.2, -60, -21), -70, Between(20, 9, 11), 0.1, 50),
        new('R', "accommodation", Cell(0.02, 1, -55, 4) with { v0 = -65, decay = 0 }, -65, FromFunction(Ramps, 200, 300, 312.5), 0.5, 400),
        new('S', "inhibition: spikes", Cell(-0.02, -1, -60, 8), -63.8, 80 + Stimulus.Step(-5, 50, After(250)), 0.5, 350),
        new('T', "inhibition: bursts", Cell(-0.026, -1, -45, -2), -63.8, 80 + Stimulus.Step(-5, 50, After(250)), 0.5, 350),
    ];

    /// <summary>The pattern of a letter, A to T.</summary>
    public static IzhikevichPattern Of(char letter) => All.FirstOrDefault(pattern => pattern.Letter == char.ToUpperInvariant(letter))
        ?? throw new ArgumentOutOfRangeException(nameof(letter), letter, $"There is no pattern {letter}: they are A to T.");

    /// <summary>The state before the first step.</summary>
    public Izhikevich.State Initial => Neuron.decay == 0 ? Neuron.Rest : new(v, Neuron.b * v);

    /// <summary>The run of the published program.</summary>
    public Simulation<Izhikevich.State> AsPublished() => Neuron.SimulateAsPublished(Input, Duration, Step, Initial);

    /// <summary>What the equations do: the run to which that of the program tends as its step goes to zero.</summary>
    /// <param name="duration">How long, ms; <see cref="Duration"/> if not given. Pattern T runs away, to thousands of spikes.</param>
    public Simulation<Izhikevich.State> Converged(double? duration = null) => Neuron.Simulate(Input, duration ?? Duration, initial: Initial);

    private static Izhikevich Cell(double a, double b, double c, double d) => new() { a = a, b = b, c = c, d = d };

    // The program asks for t > onset, so that a step at the very onset is still without input.
    private static double After(double t) => Math.BitIncrement(t);

    private static Stimulus On(double amplitude, double onset) => Stimulus.Step(amplitude, After(onset));

    private static Stimulus Between(double amplitude, double from, double to) => Stimulus.Step(amplitude, After(from), to);

    private static Stimulus Pulses(double amplitude, double width, params ReadOnlySpan<double> onsets)
    {
        Stimulus sum = 0;
        foreach (var onset in onsets)
        {
            sum += Between(amplitude, onset, onset + width);
        }

        return sum;
    }

    private static double Ramps(double t) => t < 200 ? t / 25 : t is >= 300 and < 312.5 ? (t - 300) / 12.5 * 4 : 0;
}
