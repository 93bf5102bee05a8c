using CompNeuro.Figures;
using CompNeuro.Maths;

namespace CompNeuro.Exercises;

/// <summary>
/// A task with a right answer and known wrong ones. Judging has three steps that need not be in one process: <see cref="Cases"/> draws the inputs,
/// <see cref="Trial"/> calls the answer on them, <see cref="Judge"/> reads what came back.
/// </summary>
public abstract class Exercise
{
    private const char Home = 'H';

    private protected Exercise(string number, string title, string symbol, double points, Type answer)
    {
        (Number, Title, Symbol, Points, AnswerType) = (number, title, symbol, points, answer);
        Signature = new(answer);
    }

    /// <summary>All exercises of the course, in its order.</summary>
    public static IReadOnlyList<Exercise> All { get; } =
    [
        .. typeof(Exercise).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Exercise)) && !type.IsAbstract)
            .Select(type => (Exercise)Activator.CreateInstance(type)!).OrderBy(exercise => exercise.Chapter).ThenBy(exercise => exercise.IsHomework).ThenBy(exercise => Version.Parse(exercise.Number.TrimStart(Home))),
    ];

    /// <summary>The name of the function asked for, which is also the exercise's name in <see cref="Check"/> and <see cref="Hint"/>.</summary>
    public string Id => GetType().Name[..^nameof(Exercise).Length];

    /// <summary>Section and place in it, <c>1.1.2</c>; in the homework of chapter 1, problem and part, <c>H1.2.3</c>.</summary>
    public string Number { get; }

    public int Chapter => Version.Parse(Number.TrimStart(Home)).Major;

    /// <summary>A part of the chapter's homework, and not an exercise in its text.</summary>
    public bool IsHomework => Number[0] is Home;

    public string Title { get; }

    /// <summary>What the answer is called on an axis and in a message.</summary>
    public string Symbol { get; }

    public double Points { get; }

    /// <summary>The delegate that answers have; its attributes give the units.</summary>
    public Type AnswerType { get; }

    /// <summary>Three hints, each telling more than the one before.</summary>
    public abstract IReadOnlyList<string> Hints { get; }

    /// <summary>Library members that would be the answer, and so may not be called by it.</summary>
    public virtual IReadOnlyList<(Type Type, string Member)> Forbidden => [];

    /// <summary>Exercises whose answers this one may call.</summary>
    public virtual IReadOnlyList<string> BuildsOn => [];

    /// <summary>Numbers of which each student can have values of their own. The answer takes them from variables of these names.</summary>
    public virtual IReadOnlyList<OwnParameter> OwnParameters => [];

    /// <summary>The exercise as the student has it whose values these are, by the names of <see cref="OwnParameters"/>.</summary>
    public virtual Exercise With(IReadOnlyDictionary<string, double> own) => this;

    internal abstract Delegate Reference { get; }

    internal abstract IReadOnlyList<Misconception> Misconceptions { get; }

    /// <summary>What goes into the answer and what comes out.</summary>
    internal Signature Signature { get; }

    /// <summary>The arguments on which the answer is tried: the telling cases always, and some drawn from the seed.</summary>
    public IReadOnlyList<IReadOnlyList<object>> Cases(int seed) => [.. Draw(new RandomNumbers(seed))];

    /// <summary>What the responses to the cases of this seed are worth.</summary>
    /// <exception cref="ArgumentException">There is not one response per case.</exception>
    public Verdict Judge(int seed, IReadOnlyList<Response> responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        var cases = Cases(seed);
        if (responses.Count != cases.Count)
        {
            throw new ArgumentException($"{Id} has {cases.Count} cases, but there are {responses.Count} responses.", nameof(responses));
        }

        if (responses.All(response => response.Ending is Ending.NotImplemented))
        {
            return new(Outcome.Missing, Id, $"Nothing to judge yet: write the function, run its cell, then run this one again. Hint.{Id}(1) helps you start.", 0, Points, 0, 0);
        }

        var checks = Examine(cases, responses);
        var passed = checks.Count(finding => finding is null);
        var first = checks.FirstOrDefault(finding => finding is not null);
        var misconception = first is null ? null : Showing(cases, responses).FirstOrDefault();
        var outcome = passed == checks.Count ? Outcome.Correct : 2 * passed >= checks.Count ? Outcome.Almost : Outcome.Wrong;
        return new(outcome, Id, misconception?.Message ?? first?.Message ?? "All checks pass.", Points * passed / checks.Count, Points, passed, checks.Count)
        {
            Example = first?.Example ?? "",
            Misconception = misconception?.Name,
            Picture = Picture(cases[first?.Case ?? 0], responses[first?.Case ?? 0]),
        };
    }

    /// <summary>The name of the reference's curve in a picture.</summary>
    private protected virtual string Expected => "expected";

    private protected abstract IEnumerable<IReadOnlyList<object>> Draw(RandomNumbers random);

    /// <summary>One entry per check: null where it passes.</summary>
    private protected abstract IReadOnlyList<Finding?> Examine(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses);

    /// <summary>The misconceptions that could have given these responses, the likeliest first.</summary>
    internal abstract IEnumerable<Misconception> Showing(IReadOnlyList<IReadOnlyList<object>> cases, IReadOnlyList<Response> responses);

    /// <summary>The horizontal axis of the curve that the answer to a case is.</summary>
    private protected virtual Signature.Abscissa? Horizontal(IReadOnlyList<object> arguments) => Signature.Horizontal(arguments);

    /// <summary>What is wrong with a response whatever the expected one is; null for nothing.</summary>
    /// <param name="length">How many values are expected, if an array is.</param>
    private protected string? Flaw(Response response, int? length) => response switch
    {
        { Ending: Ending.NotImplemented } => "A part of the function is not written yet.",
        { Ending: Ending.Threw } => $"The function stops with an exception, {response.Problem.TrimEnd('.')}.",
        { Ending: Ending.TimedOut } => "The function was still running after some seconds and was stopped: look for a loop that never ends.",
        { Value: null } => "The function returns null, that is, nothing.",
        { Value: double.NaN } => "The function returns NaN, not a number: somewhere 0 is divided by 0, or a root or logarithm is taken of a negative number.",
        { Value: double.PositiveInfinity or double.NegativeInfinity } => "The function returns an infinite number: somewhere something is divided by 0, or the logarithm of 0 is taken.",
        { Value: double[] values } when values.Length != length => $"The function returns {values.Length} values, not the {length} that are asked for.",
        { Value: double[] values } when !values.All(double.IsFinite) => $"Value {Array.FindIndex(values, value => !double.IsFinite(value))} of those returned is not a finite number.",
        { Value: var value } when value.GetType() != Signature.Result => $"The function returns a value of type {value.GetType().Name}, not {Signature.Result.Name}.",
        _ => null,
    };

    private Figure? Picture(IReadOnlyList<object> arguments, Response response) =>
        Signature.Result == typeof(double[]) && response.Value is double[] yours && Horizontal(arguments) is { } t && yours.Length == t.X.Count && yours.Any(Drawable)
            ? new Figure(new Panel(new Axis(t.Name, t.Unit), new Axis(Symbol, Signature.Unit),
                [
                    new Curve(Expected, t.X, (double[])Response.Of(Reference, arguments).Value!),
                    new Curve("yours", t.X, yours.Select(value => Drawable(value) ? value : double.NaN), CurveStyle.DashedLine, gaps: true),
                ])).WithTitle(Title).WithAspect(0.45)
            : null;

    private static bool Drawable(double value) => Math.Abs(value) < 1e12;
}
