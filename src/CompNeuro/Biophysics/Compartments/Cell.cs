using CompNeuro.Biophysics.Channels;
using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>
/// A neuron with a shape: C ∂V/∂t = −gL (V − EL) − I_channels + currents from neighbours and inputs, in every compartment of a tree. Add channels with
/// <c>cell.With(…)</c>.
/// </summary>
/// <remarks>
/// Solved as NEURON does (Hines, Int. J. Bio-Med. Comput. 15:69, 1984), by Crank–Nicolson with gates staggered by half a step: the error is of second order in time
/// and in the length of the compartments, and the time for a step in proportion to their number.
/// </remarks>
/// <param name="Morphology">The shape.</param>
public sealed record Cell(Morphology Morphology)
{
    private readonly record struct Covering(HodgkinHuxley Membrane, Region? Region);

    private readonly record struct Insertion(IonChannel Channel, Region? Region, Func<double, double>? Density);

    private IReadOnlyList<Covering> Coverings { get; init; } = [];

    private IReadOnlyList<Insertion> Insertions { get; init; } = [];

    [Unit("µF/cm²", Above = 0)] public double C { get; init => field = Parameter.Checked<Cell>(value); } = 1;

    /// <summary>Leak conductance.</summary>
    [Unit("mS/cm²", Above = 0)] public double gL { get; init => field = Parameter.Checked<Cell>(value); } = 0.05;

    /// <summary>Leak reversal potential.</summary>
    [Unit("mV", AtLeast = -200, AtMost = 200)] public double EL { get; init => field = Parameter.Checked<Cell>(value); } = -70;

    /// <summary>Resistivity of the inside.</summary>
    [Unit("Ω·cm", Above = 0)] public double Ri { get; init => field = Parameter.Checked<Cell>(value); } = 150;

    /// <summary>The longest compartment, in length constants at 100 Hz (the d_lambda rule of Hines &amp; Carnevale, Neuroscientist 7:123, 2001).</summary>
    [Unit("1", Above = 0)] public double dLambda { get; init => field = Parameter.Checked<Cell>(value); } = 0.1;

    /// <summary>The longest compartment, if the rule above would allow a longer one.</summary>
    [Unit("µm", Above = 0)] public double MaxLength { get; init => field = Parameter.Checked<Cell>(value); } = 1e6;

    /// <summary>The number of compartments; every section has an odd number of them.</summary>
    public int Compartments => Divided().Counts.Sum();

    /// <summary>The cell with the membrane of Hodgkin &amp; Huxley in place of the passive one: its C, gL, EL, gNa and gK.</summary>
    /// <param name="membrane">The membrane.</param>
    /// <param name="region">Where; everywhere if not given.</param>
    public Cell With(HodgkinHuxley membrane, Region? region = null)
    {
        ArgumentNullException.ThrowIfNull(membrane);
        return this with { Coverings = [.. Coverings, new(membrane, region)] };
    }

    /// <summary>The cell with a channel more.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="region">Where; everywhere if not given.</param>
    /// <param name="density">Its conductance, mS/cm², at a distance in µm from the soma along the tree; the channel's own g if not given.</param>
    public Cell With(IonChannel channel, Region? region = null, Func<double, double>? density = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return this with { Insertions = [.. Insertions, new(channel, region, density)] };
    }

    /// <summary>Runs the cell.</summary>
    /// <remarks>
    /// Over each step an input counts by its mean, so that no charge is lost where it jumps between samples (NEURON takes its value in the middle of the step). The one or two
    /// samples after a jump are the least exact, near the electrode by tenths of a millivolt: Crank–Nicolson overshoots, and with <c>secondorder = 2</c> NEURON
    /// shows the same numbers; its default, backward Euler, errs by as much the other way. A smaller <paramref name="dt"/> mends both.
    /// </remarks>
    /// <param name="duration">How long, ms; rounded up to a whole number of steps.</param>
    /// <param name="inputs">Electrodes and synapses.</param>
    /// <param name="record">Where to record; the origin, which is the soma, if not given.</param>
    /// <param name="dt">The step, ms; also the interval between samples.</param>
    /// <param name="initial">The voltage everywhere at the start, mV, with every gate settled there; the rest of the cell if not given.</param>
    /// <param name="progress">Told the fraction done.</param>
    /// <param name="cancellation">Asked at every step.</param>
    /// <exception cref="ArgumentException">The duration, the step or a place is not possible.</exception>
    /// <exception cref="IntegrationException">The cell has no rest, or the voltage left the finite numbers.</exception>
    public CellRun Simulate(
        double duration,
        IReadOnlyList<CellInput> inputs,
        IReadOnlyList<Place>? record = null,
        double dt = 0.025,
        double? initial = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var places = record ?? [Morphology.Origin];
        var steps = CableEngine.Steps(duration, dt, places.Count);
        var division = Divided();
        var engine = Engine(division);
        var V = initial is { } start ? [.. Enumerable.Repeat(start, division.Parents.Length)] : engine.Rest(EL);
        var nodes = places.Select(place => Node(division, place)).ToArray();
        var traces = places.Select(place => new Trace(NameOf(place), place, new double[steps + 1])).ToArray();
        var sampled = inputs.Select(input => input.Sampled(Node(division, input.At), steps, dt)).ToArray();
        engine.Run(V, steps, dt, sampled, k => Record(k, V, nodes, traces), progress, cancellation);
        return new([.. Enumerable.Range(0, steps + 1).Select(k => k * dt)], traces);
    }

    /// <summary>The voltage at rest at given places, mV.</summary>
    public double[] Rest(params IReadOnlyList<Place> places)
    {
        var division = Divided();
        var V = Engine(division).Rest(EL);
        return [.. places.Select(place => V[Node(division, place)])];
    }

    /// <summary>The steady change of voltage at every one of <paramref name="places"/>, mV, per nA injected at <paramref name="at"/>: MΩ. Channels count as they stand at rest, gates held.</summary>
    public double[] TransferResistance(Place at, params IReadOnlyList<Place> places)
    {
        var division = Divided();
        var V = Engine(division).Response(Node(division, at), EL);
        return [.. places.Select(place => 1000 * V[Node(division, place)])];
    }

    /// <summary>The steady change of voltage per current at one place, MΩ.</summary>
    public double InputResistance(Place at) => TransferResistance(at, at)[0];

    private static void Record(int k, double[] V, int[] nodes, Trace[] traces)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            traces[i].V[k] = V[nodes[i]];
        }
    }

    private int Node(Division division, Place place)
    {
        Morphology.Checked(place);
        return division.Node(place);
    }

    private string NameOf(Place place) => place == Morphology.Origin && Morphology.Sections[0].Region == Region.Soma ? "soma" : $"{Morphology.Distance(place):0} µm";

    private Division Divided() => Division.Of(Morphology, section => (int)Math.Min(1e6, Math.Max(
        Math.Ceiling(section.Length / MaxLength * (1 - 1e-12)),
        2 * Math.Floor((section.ElectrotonicLength(Ri, Cover(section.Region)?.C ?? C, 100) / dLambda + 0.9) / 2) + 1)));

    // The covering given last hides those before it.
    private HodgkinHuxley? Cover(Region region) => Coverings.LastOrDefault(covering => covering.Region is null || covering.Region == region).Membrane;

    private CableEngine Engine(Division division)
    {
        // mS/cm² times µm² is 10⁻² nS, and µF/cm² times µm² is 10⁻² pF.
        var areas = Array.ConvertAll(division.Area, area => 0.01 * area);
        var covers = division.Section.Select(section => Cover(Morphology.Sections[section].Region)).ToArray();
        double[] PerNode(Func<HodgkinHuxley?, double> density) => [.. areas.Zip(covers, (area, cover) => area * density(cover))];
        int[] Nodes(Func<int, bool> where) => [.. Enumerable.Range(0, areas.Length).Where(node => areas[node] > 0 && where(node))];
        var membranes = covers.OfType<HodgkinHuxley>().Distinct().Select(hh => (hh, nodes: Nodes(node => ReferenceEquals(covers[node], hh))))
            .Select(Mechanism (one) => new HodgkinHuxleyMechanism(one.hh, one.nodes, [.. one.nodes.Select(node => areas[node])]));
        var channels = Insertions.Select(one => (one.Channel, one.Density, nodes: Nodes(node => one.Region is null || one.Region == Morphology.Sections[division.Section[node]].Region)))
            .Select(Mechanism (one) => new ChannelMechanism(one.Channel, one.nodes, [.. one.nodes.Select(node => areas[node] * Density(one.Channel, one.Density, Distance(division, node)))]));
        return new(
            division.Parents,
            Array.ConvertAll(division.Resistance, r => r > 0 ? 1e5 / (Ri * r) : 0),
            PerNode(cover => cover?.C ?? C),
            PerNode(cover => cover?.gL ?? gL),
            PerNode(cover => (cover?.gL ?? gL) * (cover?.EL ?? EL)),
            [.. membranes, .. channels]);
    }

    private double Distance(Division division, int node)
    {
        var section = division.Section[node];
        return Morphology.Distance(new(section, (node - division.First[section] + 0.5) / division.Counts[section]));
    }

    private static double Density(IonChannel channel, Func<double, double>? density, double distance) =>
        density?.Invoke(distance) is not { } value ? channel.g
        : value >= 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(nameof(density), value, $"The density of {channel.Name} is {value} mS/cm² at {distance} µm: it must be 0 or more everywhere.");
}
