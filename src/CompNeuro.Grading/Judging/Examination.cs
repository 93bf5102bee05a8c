using System.Diagnostics;
using CompNeuro.Exercises;
using CompNeuro.Grading.Compiling;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Judging;

/// <summary>What running one answer came to.</summary>
/// <param name="Responses">One per case; null if the runner died of it.</param>
internal sealed record Answered(IReadOnlyList<Response>? Responses, Death Death = default);

/// <summary>
/// Runs the answers of one submission, with a new runner after each that one did not survive. What the clock ended, and not its use of the processor, is run once more, for the
/// machine may have been too busy, and so is what was killed, for it may have been short of memory: from outside, a runner that code froze or killed cannot be told from such a one. How it ends the second time stands, so that nobody can
/// keep their mark open.
/// </summary>
/// <param name="runners">Where runners are taken from.</param>
/// <param name="limits">What a submission may take.</param>
/// <param name="seed">From which the cases are drawn.</param>
/// <param name="clock">Runs since the first run of the submission.</param>
/// <param name="upstream">Exercises whose right answers the code may ask for.</param>
internal sealed class Examination(RunnerPool runners, Limits limits, int seed, Stopwatch clock, IReadOnlyList<Exercise> upstream)
{
    private const int Cells = -1;

    private readonly HashSet<int> repeated = [];
    private readonly HashSet<int> endless = []; // Cells that used up their time in a runner of before: in the next one they are not executed.

    /// <summary>What went wrong while the cells ran, in words.</summary>
    public List<string> Problems { get; } = [];

    /// <returns>One per exercise, in the same order; null where no function is to be called.</returns>
    public async Task<IReadOnlyList<Answered?>> RunAsync(CompiledCode code, IReadOnlyList<Exercise> exercises)
    {
        var answered = new Answered?[exercises.Count];
        for (var next = 0; (next = NextFunction(code, next)) < exercises.Count;)
        {
            if (clock.Elapsed > limits.ByTheClock(limits.Submission))
            {
                answered[next++] = new(null, Death.NotBegun);
                continue;
            }

            var runner = await runners.TakeAsync().ConfigureAwait(false);
            await using (runner.ConfigureAwait(false))
            {
                try
                {
                    if (!await LoadAsync(runner, code, report: answered.All(one => one is null)).ConfigureAwait(false))
                    {
                        continue;
                    }
                }
                catch (RunnerDiedException dead)
                {
                    if (MayBeTheMachines(dead.Death) && repeated.Add(Cells))
                    {
                        continue;
                    }

                    for (; next < exercises.Count; next++)
                    {
                        answered[next] = code.Functions[next].Found ? new(null, dead.Death) : null;
                    }

                    Problems.Add(Words(dead.Death, "A cell"));
                    break;
                }

                try
                {
                    while (next < exercises.Count && clock.Elapsed <= limits.ByTheClock(limits.Submission))
                    {
                        var (responses, byTheClock) = await TryAsync(runner, next, exercises[next]).ConfigureAwait(false);
                        if (byTheClock && repeated.Add(next))
                        {
                            break;
                        }

                        answered[next] = new(responses);
                        next = NextFunction(code, next + 1);
                        if (responses.Any(response => response.Ending is Ending.TimedOut))
                        {
                            break; // What did not stop may go on beside the next one.
                        }
                    }
                }
                catch (RunnerDiedException dead)
                {
                    if (!MayBeTheMachines(dead.Death) || !repeated.Add(next))
                    {
                        answered[next++] = new(null, dead.Death);
                    }
                }
            }
        }

        return answered;
    }

    /// <summary>The end of a runner in a sentence for the student.</summary>
    public static string Words(Death death, string subject) => death switch
    {
        Death.TimedOut => $"{subject} was still running when its time was over, and could not be stopped: look for a loop that never ends.",
        Death.OutOfMemory => $"{subject} took more memory than there is for it.",
        Death.StackOverflow => $"{subject} overflowed the stack: a function calls itself without end.",
        Death.NotBegun => "There was no time left for this part: the parts and cells before it used up that of the whole notebook. Look for loops there that never end.",
        Death.Flooded => $"{subject} printed more than is kept, and was stopped.",
        Death.Garbled => $"{subject} disturbed the program that ran it, and was stopped.",
        _ => $"{subject} ended the program that ran it.",
    };

    private static bool MayBeTheMachines(Death death) => death is Death.TimedOut or Death.Killed;

    private static int NextFunction(CompiledCode code, int from)
    {
        while (from < code.Functions.Count && !code.Functions[from].Found)
        {
            from++;
        }

        return from;
    }

    /// <summary>Loads code into a runner and executes its cells.</summary>
    /// <returns>Whether all came to an end. Where one did not, the next runner goes on without it; if only the clock ended it, it has one more try.</returns>
    private async Task<bool> LoadAsync(RunnerProcess runner, CompiledCode code, bool report)
    {
        if (report)
        {
            Problems.Clear();
            Problems.AddRange(endless.Order().Select(i => Words(code.Cells[i].Name, new(Ending.TimedOut))));
        }

        await runner.SendAsync(Wire.Message(Word.Load, to =>
        {
            to.Write((int)limits.Cell.TotalMilliseconds);
            to.Write((int)limits.Cells.TotalMilliseconds);
            to.Write((int)limits.Part.TotalMilliseconds);
            to.Write(limits.Patience);
            to.Write(limits.UpstreamCallsOfCells);
            Wire.WriteBytes(to, code.Library);
            to.Write(code.Cells.Count);
            for (var i = 0; i < code.Cells.Count; i++)
            {
                to.Write(endless.Contains(i));
                Write(to, code.Cells[i]);
            }

            Write(to, code.Answers);
        })).ConfigureAwait(false);
        var begun = TimeSpan.Zero;
        var loading = new Hearing(limits.ByTheClock(limits.Cells) + limits.Grace, limits.UpstreamCallsOfCells);
        for (var ended = 0; ;)
        {
            var (word, content) = await HearAsync(runner, loading).ConfigureAwait(false);
            switch (word)
            {
                case Word.Loaded when ended == code.Cells.Count:
                    return true;
                case Word.Cell when ended < code.Cells.Count:
                    var response = await ReadAsync(runner, content, Wire.ReadResponse).ConfigureAwait(false);
                    if (response.Ending is Ending.TimedOut && !endless.Contains(ended))
                    {
                        if (loading.Elapsed - begun < limits.ByTheClock(limits.Cell) || !repeated.Add(Cells))
                        {
                            // With a problem: the time of all cells is over.
                            endless.UnionWith(Enumerable.Range(ended, response.Problem.Length > 0 ? code.Cells.Count - ended : 1));
                        }

                        return false;
                    }

                    if (response.Ending is not Ending.Returned && report)
                    {
                        Problems.Add(Words(code.Cells[ended].Name, response));
                    }

                    (ended, begun) = (ended + 1, loading.Elapsed);
                    break;
                default:
                    throw await runner.DiedAsync(Death.Garbled).ConfigureAwait(false);
            }
        }
    }

    private async Task<(IReadOnlyList<Response> Responses, bool ByTheClock)> TryAsync(RunnerProcess runner, int function, Exercise exercise)
    {
        var cases = exercise.Cases(seed);
        await runner.SendAsync(Wire.Message(Word.Try, to =>
        {
            to.Write(function);
            to.Write((int)limits.Part.TotalMilliseconds);
            to.Write(limits.Patience);
            to.Write(cases.Count);
            foreach (var arguments in cases)
            {
                Wire.WriteValues(to, arguments);
            }
        })).ConfigureAwait(false);
        var trying = new Hearing(limits.ByTheClock(limits.Part) + limits.Grace, limits.UpstreamCalls);
        var (word, content) = await HearAsync(runner, trying).ConfigureAwait(false);
        var responses = word is Word.Responses ? await ReadAsync(runner, content, from => Responses(from, exercise, cases.Count)).ConfigureAwait(false)
            : throw await runner.DiedAsync(Death.Garbled).ConfigureAwait(false);
        return (responses, trying.Elapsed >= limits.ByTheClock(limits.Part) && responses.Any(response => response.Ending is Ending.TimedOut));
    }

    /// <summary>The next that the runner says, after it was told what it asks meanwhile.</summary>
    private async Task<(Word Word, BinaryReader Content)> HearAsync(RunnerProcess runner, Hearing hearing)
    {
        while (true)
        {
            var (word, content) = await runner.ReceiveAsync(hearing.Rest).ConfigureAwait(false);
            if (word is not Word.Ask)
            {
                return (word, content);
            }

            if (hearing.Asked++ >= hearing.MostAsked)
            {
                throw await runner.DiedAsync(Death.Garbled).ConfigureAwait(false);
            }

            await TellAsync(runner, content).ConfigureAwait(false);
        }
    }

    /// <summary>How long a runner has been heard, and may be.</summary>
    private sealed class Hearing(TimeSpan limit, int mostAsked)
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();

        public int Asked { get; set; }

        public int MostAsked => mostAsked;

        public TimeSpan Elapsed => clock.Elapsed;

        public TimeSpan Rest => limit > clock.Elapsed ? limit - clock.Elapsed : TimeSpan.Zero;
    }

    private static Response[] Responses(BinaryReader from, Exercise exercise, int count)
    {
        var responses = new Response[from.ReadInt32() == count ? count : throw new InvalidDataException("There is not one response per case.")];
        for (var i = 0; i < count; i++)
        {
            responses[i] = Wire.ReadResponse(from);
            if (responses[i].Value is { } value && value.GetType() != exercise.Signature.Result)
            {
                throw new InvalidDataException("The function cannot have returned that.");
            }
        }

        return responses;
    }

    private async Task TellAsync(RunnerProcess runner, BinaryReader content)
    {
        var (asked, arguments) = await ReadAsync(runner, content, Question).ConfigureAwait(false);
        object? answer;
        try
        {
            answer = await RightAnswer.ToAsync(asked, arguments).ConfigureAwait(false);
        }
        catch (Exception beyond) when (beyond is TimeoutException or InvalidDataException)
        {
            throw await runner.DiedAsync(beyond is TimeoutException ? Death.TimedOut : Death.Garbled).ConfigureAwait(false);
        }

        await runner.SendAsync(Wire.Message(Word.Told, to => Wire.WriteValue(to, answer))).ConfigureAwait(false);
    }

    private (Exercise Asked, object?[] Arguments) Question(BinaryReader from)
    {
        var id = from.ReadString();
        return (upstream.FirstOrDefault(exercise => exercise.Id == id) ?? throw new InvalidDataException("This is not to be told."), Wire.ReadValues(from));
    }

    private static void Write(BinaryWriter to, CompiledCell program)
    {
        to.Write(program.Type);
        to.Write(program.Method);
        Wire.WriteBytes(to, program.Image);
    }

    private static async Task<T> ReadAsync<T>(RunnerProcess runner, BinaryReader content, Func<BinaryReader, T> read)
    {
        try
        {
            return read(content);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            throw await runner.DiedAsync(Death.Garbled).ConfigureAwait(false);
        }
    }

    private static string Words(string cell, Response failed) => $"{char.ToUpperInvariant(cell[0])}{cell[1..]} " + failed.Ending switch
    {
        Ending.TimedOut => "was still running after some seconds and was stopped.",
        Ending.NotImplemented => "calls a function that is not written yet.",
        _ => $"stops with an exception, {failed.Problem}.",
    };
}
