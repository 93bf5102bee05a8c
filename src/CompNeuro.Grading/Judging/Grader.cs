using System.Diagnostics;
using System.Threading.Channels;
using CompNeuro.Exercises;
using CompNeuro.Grading.Compiling;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Judging;

/// <summary>
/// The judge: it hands a submission's code to a compiler and what comes of it to a runner, both other processes, and decides on what they return. It never runs a student's code
/// and never compiles it.
/// </summary>
public sealed class Grader : IAsyncDisposable
{
    private const int MostProblems = 10;

    private readonly Func<string, Homework> homeworkOf;
    private readonly int seed;
    private readonly Isolation isolation;
    private readonly Limits limits;
    private readonly RunnerPool runners;
    private readonly Channel<CompilerProcess> compilers = Channel.CreateUnbounded<CompilerProcess>();

    /// <param name="homeworkOf">What is graded, by the student's identifier: students may have values of their own in it.</param>
    /// <param name="seed">From which the cases are drawn.</param>
    /// <param name="isolation">How a student's code is kept apart.</param>
    /// <param name="parallel">How many submissions are graded at a time.</param>
    /// <param name="limits">What a submission may take; null for the usual.</param>
    public Grader(Func<string, Homework> homeworkOf, int seed, Isolation isolation, int parallel = 1, Limits? limits = null)
    {
        (this.homeworkOf, this.seed, this.isolation, this.limits) = (homeworkOf, seed, isolation, limits ?? new());
        runners = new(isolation, this.limits, parallel);
        for (var i = 0; i < parallel; i++)
        {
            var compiler = new CompilerProcess(this.limits);
            _ = compiler.StartAsync();
            compilers.Writer.TryWrite(compiler);
        }
    }

    /// <summary>Why students' code cannot be kept apart here; null where it can.</summary>
    public static async Task<string?> CannotAsync(Isolation isolation)
    {
        try
        {
            await (await RunnerProcess.StartAsync(isolation, new()).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (InfrastructureException reason)
        {
            return reason.Message;
        }
    }

    /// <summary>What a mark for these bytes rests on.</summary>
    public Receipt ReceiptFor(string student, string submissionHash) => new(submissionHash, homeworkOf(student).Hash, GraderVersion.Text, seed, isolation is Isolation.Bubblewrap ? "bubblewrap" : "none");

    /// <summary>Grades one submission. Whatever it does, this returns a result, the same for the same receipt.</summary>
    public async Task<SubmissionResult> GradeAsync(Submission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var homework = homeworkOf(submission.Student);
        var receipt = ReceiptFor(submission.Student, "");
        SubmissionResult Result(Status status, string message, IReadOnlyList<PartResult> parts) => new(submission.Student, submission.File, status, message, parts, receipt);
        try
        {
            receipt = ReceiptFor(submission.Student, submission.Hash);
            if (submission.Problem is { } unread)
            {
                return Result(Status.CompileError, unread, Nothing(homework, Status.CompileError, "The notebook could not be read."));
            }

            var (status, message, parts) = await GradeAsync(homework, submission.Read(limits.NotebookBytes)).ConfigureAwait(false);
            return Result(status, message, parts);
        }
        catch (InvalidNotebookException unreadable)
        {
            return Result(Status.CompileError, unreadable.Message, Nothing(homework, Status.CompileError, "The notebook could not be read."));
        }
        catch (Exception problem)
        {
            return Result(Status.InfrastructureError, $"The grader failed, and this is no mark: {problem.Message}", Nothing(homework, Status.InfrastructureError, "Not graded yet."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        compilers.Writer.TryComplete();
        await foreach (var compiler in compilers.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await compiler.DisposeAsync().ConfigureAwait(false);
        }

        await runners.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<(Status Status, string Message, IReadOnlyList<PartResult> Parts)> GradeAsync(Homework homework, byte[] bytes)
    {
        var cells = SubmissionCells.Of(NotebookDocument.Parse(bytes, "The notebook"), homework);
        if (cells.Sum(cell => cell.Code.Length) > limits.SourceCharacters)
        {
            return (Status.CompileError, $"The notebook has more than {limits.SourceCharacters} characters of code.", Nothing(homework, Status.CompileError, "There is too much code to compile."));
        }

        var exercises = homework.Parts.Select(part => part.Exercise).ToArray();
        (var compiled, cells) = await CompileAsync(new(cells, [.. exercises.Select(exercise => exercise.Id)], [])).ConfigureAwait(false);
        if (compiled is not { } code)
        {
            return (Status.CompileError, "The compiler gave up on this code: it is too deeply nested, or takes too long to compile.", Nothing(homework, Status.CompileError, "The code could not be compiled."));
        }

        if (code.Bytes > limits.CompiledBytes)
        {
            return (Status.CompileError, $"The code compiles to {code.Bytes >> 20} MB, and may to {limits.CompiledBytes >> 20} MB.", Nothing(homework, Status.CompileError, "There is too much code to run."));
        }

        var clock = Stopwatch.StartNew();
        var examination = new Examination(runners, limits, seed, clock, upstream: []);
        var answered = await examination.RunAsync(code, exercises).ConfigureAwait(false);
        var parts = homework.Parts.Select((part, i) => PartJudge.Judge(part, seed, code, code.Functions[i], answered[i])).ToList();
        foreach (var (replaced, members) in FollowThrough.Plan(homework, parts))
        {
            if (clock.Elapsed < limits.ByTheClock(limits.Submission) && await CompileAsync(new(cells, [.. members.Select(i => exercises[i].Id)], replaced)).ConfigureAwait(false) is { Code: { } helped })
            {
                var again = await new Examination(runners, limits with { Part = limits.PartWithUpstream }, seed, clock, [.. exercises.Where(exercise => replaced.Contains(exercise.Id))]).RunAsync(helped, [.. members.Select(i => exercises[i])]).ConfigureAwait(false);
                for (var k = 0; k < members.Count; k++)
                {
                    parts[members[k]] = FollowThrough.Better(parts[members[k]], PartJudge.Judge(homework.Parts[members[k]], seed, helped, helped.Functions[k], again[k]));
                }
            }
        }

        var status = parts.Any(part => part.Status is Status.Graded) ? Status.Graded : parts[0].Status;
        return (status, string.Join(" ", code.Faults.Select(fault => fault.Words).Concat(examination.Problems).Take(MostProblems)), parts);
    }

    private async Task<(CompiledCode? Code, IReadOnlyList<SourceCell> Cells)> CompileAsync(SourceCode source)
    {
        var compiler = await compilers.Reader.ReadAsync().ConfigureAwait(false);
        try
        {
            return await compiler.CompileAsync(source).ConfigureAwait(false);
        }
        finally
        {
            _ = compiler.StartAsync();
            if (!compilers.Writer.TryWrite(compiler))
            {
                await compiler.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static IReadOnlyList<PartResult> Nothing(Homework homework, Status status, string message) =>
        [.. homework.Parts.Select(part => new PartResult(part.Exercise.Id, part.Exercise.Title, status, Outcome.Missing, 0, part.Exercise.Points, 0, 0, message))];
}
