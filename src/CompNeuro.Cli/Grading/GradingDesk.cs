using CompNeuro.Grading;
using CompNeuro.Grading.Batch;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;
using CompNeuro.Grading.Submissions;
using Spectre.Console;
using Status = CompNeuro.Grading.Status;

namespace CompNeuro.Cli.Grading;

/// <summary>Grades a class, shows how far it is, and says what became of it.</summary>
internal sealed class GradingDesk(Terminal terminal, string homework, string output, ClassSecret secret, int parallel, Isolation isolation)
{
    internal static string ResultsIn(string output) => Path.Combine(output, "results");

    internal static string PlanIn(string output) => Path.Combine(output, "plan.json");

    internal async Task<int> GradeAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var file = HomeworkFile(homework);
        Warn();
        return await GradeAsync(Homework.Read(file), Find(paths, Path.GetFileName(file)), ResultsIn(output), gradebook: true, cancellation);
    }

    internal int Plan(IReadOnlyList<string> paths)
    {
        var file = HomeworkFile(homework);
        Warn();
        var plan = ClassPlan.Of(file, secret.Seed, paths, Find(paths, Path.GetFileName(file)));
        plan.Write(PlanIn(output));
        terminal.Success($"{plan.Submissions.Count} submissions are planned. Grade each share with: grade run --output {output} --shard 1/N");
        return 0;
    }

    /// <returns>0 when grading went well, whatever the marks; 1 where it failed for somebody.</returns>
    internal async Task<int> GradeAsync(Homework what, IReadOnlyList<Submission> submissions, string results, bool gradebook, CancellationToken cancellation)
    {
        if (await Grader.CannotAsync(isolation) is { } reason)
        {
            throw new UserError($"Students' code cannot be run here apart from everything else. {reason} Install bubblewrap (apt install bubblewrap) on Linux; or add --unsafe if you trust every submission.");
        }

        await using var grader = new Grader(secret.For(what), secret.Seed, isolation, parallel);
        var run = new ClassRun(grader, new(results));
        IReadOnlyList<SubmissionResult> graded = [];
        var (before, clock) = (0, System.Diagnostics.Stopwatch.StartNew());
        async Task Grade(Action<SubmissionResult> tick) => graded = await run.RunAsync(submissions, parallel, (result, known) =>
        {
            before += known ? 1 : 0;
            tick(result);
        }, cancellation);
        if (terminal.IsInteractive)
        {
            await terminal.Screen.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(bars =>
                {
                    var bar = bars.AddTask("grading", maxValue: submissions.Count);
                    return Grade(result =>
                    {
                        bar.Increment(1);
                        bar.Description = Markup.Escape(result.Student);
                    });
                });
        }
        else
        {
            await Grade(_ => { });
        }

        if (gradebook)
        {
            Gradebook.Write(Path.Combine(output, "gradebook.db"), graded);
        }

        return Report(graded, before, clock.Elapsed);
    }

    internal static string HomeworkFile(string homework) => homework.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
        ? File.Exists(homework) ? homework : throw new UserError($"{homework} is not there. Name the solutions notebook, or its number.")
        : CourseFolder.Require().Homework([homework])[0];

    private void Warn()
    {
        if (secret.IsPublic)
        {
            terminal.Warning("No --secret-file: the cases are drawn from a number that students can know. For marks that count, name the file with the class's secret.");
        }
    }

    private IReadOnlyList<Submission> Find(IReadOnlyList<string> paths, string file)
    {
        try
        {
            var found = SubmissionFiles.Find(paths, file.Split('-')[0], terminal.Warning);
            return found.Count > 0 ? found : throw new UserError($"{string.Join(", ", paths)}: no notebook was found there (no file that ends with .ipynb, in folders and zip archives).");
        }
        catch (InvalidDataException broken)
        {
            throw new UserError($"An archive cannot be read: {broken.Message}", broken);
        }
    }

    private int Report(IReadOnlyList<SubmissionResult> graded, int before, TimeSpan elapsed)
    {
        foreach (var result in graded.Where(result => result.Status is Status.InfrastructureError))
        {
            terminal.Failure($"{result.Student}: {result.Message} Run the same command again.");
        }

        var failed = graded.Count(result => result.Status is Status.InfrastructureError);
        var stopped = graded.Where(result => result.Status is not (Status.Graded or Status.InfrastructureError)).ToList();
        terminal.Success($"{graded.Count - failed} of {graded.Count} submissions are graded{(before > 0 ? $", {before} of them before" : "")}, in {elapsed.TotalSeconds:0.0} s.");
        if (stopped.Count > 0)
        {
            terminal.Line($"  {stopped.Count} could not be run: {string.Join(", ", stopped.Select(result => $"{result.Student} ({result.Status})"))}");
        }

        terminal.Line($"  results and gradebook: {output}");
        return failed > 0 ? 1 : 0;
    }
}
