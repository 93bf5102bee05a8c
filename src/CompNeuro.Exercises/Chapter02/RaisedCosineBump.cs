using CompNeuro.Maths;
using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Exercises;

[return: Unit("1")]
public delegate double[] RaisedCosineBumpAnswer([Unit("ms")] double[] t, int j, int count, [Unit("ms")] double first, [Unit("ms")] double last, [Unit("ms")] double offset);

public static partial class Check
{
    /// <summary>Exercise 2.4.2: one of the bumps that filters are made of.</summary>
    public static Verdict RaisedCosineBump(RaisedCosineBumpAnswer answer) => Of<RaisedCosineBumpExercise>(answer);
}

public static partial class Hint
{
    public static Advice RaisedCosineBump(int number) => Of<RaisedCosineBumpExercise>(number);
}

internal sealed class RaisedCosineBumpExercise() : DeterministicExercise<RaisedCosineBumpAnswer>("2.4.2", "A raised cosine on a stretched axis", symbol: "bump", points: 2)
{
    internal override RaisedCosineBumpAnswer Reference => (t, j, count, first, last, offset) =>
        RaisedCosineBasis.LogStretched(count, first, last, offset) is var basis ? [.. t.Select(each => basis.At(j, each))] : [];

    internal override Tolerance Tolerance { get; } = new(1e-3, 1e-3, "It is a formula; the bump is 1 at its peak, and every slip moves it by more than a hundredth.");

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Work on the stretched axis: replace every time, those of the peaks too, by ln(t + offset). There the bumps are evenly spaced and have one width.",
        "The spacing is the distance between the last and the first peak over count − 1, on the stretched axis. Bump j, counted from 0, has its peak j spacings after the first. The angle is zero at the peak, and π/2 one spacing away.",
        "The value is half of one plus the cosine of the angle as long as the angle lies between −π and π, that is, within two spacings from the peak, and 0 outside.",
    ];

    public override IReadOnlyList<(Type Type, string Member)> Forbidden => [(typeof(RaisedCosineBasis), nameof(RaisedCosineBasis.At)), (typeof(FilterBasis), nameof(FilterBasis.Sample))];

    internal override IReadOnlyList<Misconception> Misconceptions =>
    [
        Wrong("never ends", "Your bump is right around its peak, but comes back some ms later, again and again. A cosine has no end: cut it off where the angle leaves −π to π.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first, last, x => Math.Log(x + offset), reach: double.PositiveInfinity)),
        Wrong("not stretched", "Your bumps are evenly spaced in ms. They should be so in ln(t + offset): narrow after the spike, and wide later.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first, last, x => x)),
        Wrong("count for count − 1", "Your peaks are too close: between the first and the last of them, in ms, lie count − 1 spacings.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first, last, x => Math.Log(x + offset), intervals: count)),
        Wrong("counted from 1", "Your bump is the one before, with its peak too many ms too early: j is counted from 0, so bump 0 has its peak at `first`.",
            (t, j, count, first, last, offset) => Bump(t, j - 1, count, first, last, x => Math.Log(x + offset))),
        Wrong("½ left out", "Your bump is twice as high: one plus a cosine, a pure number, runs from 0 to 2.",
            (t, j, count, first, last, offset) => [.. Bump(t, j, count, first, last, x => Math.Log(x + offset)).Select(value => 2 * value)]),
        Wrong("too narrow", "Your bump ends one spacing from its peak, at the peaks of its neighbours, so that between them, in ms, the sum has holes. It should end two spacings away: the angle is π/2 at one.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first, last, x => Math.Log(x + offset), turn: Math.PI)),
        Wrong("offset left out of the peaks", "t is shifted by the offset and the peaks are not: each comes that many ms too early. Stretch both in the same way.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first - offset, last - offset, x => Math.Log(x + offset))),
        Wrong("one not added", "Half a cosine runs from −½ to ½. Add 1, a pure number, to the cosine first.",
            (t, j, count, first, last, offset) => Within(t, j, count, first, last, offset, angle => Math.Cos(angle) / 2)),
        Wrong("cut at a quarter turn", "You cut the bump off where the cosine becomes negative, one spacing from the peak. It goes on down to zero two spacings away, many ms later.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first, last, x => Math.Log(x + offset), reach: Math.PI / 2)),
        Wrong("counted from the end", "You count from the last bump. Bump 0 is the first, with its peak at `first` ms.",
            (t, j, count, first, last, offset) => Bump(t, count - 1 - j, count, first, last, x => Math.Log(x + offset))),
        Wrong("peaks evenly spaced in ms", "Your peaks are evenly spaced in ms; only the bumps are stretched. The peaks are evenly spaced on the stretched axis, too.",
            (t, j, count, first, last, offset) => Math.Log(first + j * (last - first) / (count - 1) + offset) is var peak && Math.Log((last + offset) / (first + offset)) / (count - 1) is var spacing
                ? [.. t.Select(each => (Math.Log(each + offset) - peak) / spacing * Math.PI / 2).Select(angle => Math.Abs(angle) < Math.PI ? (1 + Math.Cos(angle)) / 2 : 0)] : []),
        Wrong("cut on one side", "Your bump ends at the right place, but before it another one stands: cut the cosine off at −π too, some ms before the peak.",
            (t, j, count, first, last, offset) => Within(t, j, count, first, last, offset, angle => (1 + Math.Cos(angle)) / 2, least: double.NegativeInfinity)),
        Wrong("sine for cosine", "Your bump has its peak one spacing late, for a sine is largest at π/2. The peak, in ms, is where the angle is 0: a cosine.",
            (t, j, count, first, last, offset) => Within(t, j, count, first, last, offset, angle => (1 + Math.Sin(angle)) / 2)),
        Wrong("cosine itself", "Your bump is a cosine, a pure number from −1 to 1. Half of one plus it goes from 0 to 1, and begins and ends smoothly.",
            (t, j, count, first, last, offset) => Within(t, j, count, first, last, offset, Math.Cos)),
        Wrong("too wide", "Your bump ends four spacings from its peak. At one spacing, many ms, the angle is π/2, so it ends after two.",
            (t, j, count, first, last, offset) => Bump(t, j, count, first, last, x => Math.Log(x + offset), turn: Math.PI / 4)),
    ];

    private protected override IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random)
    {
        var t = Draws.Times(0.5, 121);
        return
        [
            [t, 0, 5, 2.0, 20.0, 1.0], [t, 2, 5, 2.0, 20.0, 1.0], [t, 4, 5, 2.0, 20.0, 1.0],
            .. Enumerable.Range(0, 3).Select(_ => (object[])[t, random.OneOf(1, 2, 3), random.OneOf(5, 6, 8), random.Between(2.5, 4), random.Between(20, 40, 0), random.Between(0.5, 2)]),
        ];
    }

    private static double[] Bump(double[] t, int j, int count, double first, double last, Func<double, double> stretched, int? intervals = null, double turn = Math.PI / 2, double reach = Math.PI)
    {
        var spacing = (stretched(last) - stretched(first)) / (intervals ?? count - 1);
        return [.. t.Select(each => (stretched(each) - stretched(first) - j * spacing) / spacing * turn).Select(angle => Math.Abs(angle) < reach ? (1 + Math.Cos(angle)) / 2 : 0)];
    }

    private static double[] Within(double[] t, int j, int count, double first, double last, double offset, Func<double, double> value, double least = -Math.PI)
    {
        var spacing = Math.Log((last + offset) / (first + offset)) / (count - 1);
        return [.. t.Select(each => (Math.Log((each + offset) / (first + offset)) / spacing - j) * Math.PI / 2).Select(angle => angle > least && angle < Math.PI ? value(angle) : 0)];
    }
}
