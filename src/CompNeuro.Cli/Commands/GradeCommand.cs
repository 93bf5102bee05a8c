using System.CommandLine;
using CompNeuro.Cli.Grading;
using CompNeuro.Grading.Running;

namespace CompNeuro.Cli.Commands;

/// <summary><c>grade</c>: grades what students handed in; <c>grade plan|run|merge</c> on several machines, <c>grade verify</c> for an appeal.</summary>
internal static class GradeCommand
{
    internal static Command Create(Terminal terminal)
    {
        var submissions = new Argument<string[]>("submissions") { Description = "Notebooks, folders of them, or a zip archive of the whole class as learning platforms make it. Of several archives each is one student's, known by its name.", Arity = ArgumentArity.ZeroOrMore };
        var homework = new Option<string?>("--homework") { Description = "The homework's number, or its solutions notebook.", HelpName = "01|FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "Where results and gradebook go. Run again with the same folder to go on.", HelpName = "DIR" };
        var parallel = new Option<int>("--parallel", "-p") { Description = "How many submissions are graded at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var secret = new Option<string?>("--secret-file") { Description = "The class's secret, which only the instructor has. It decides which cases are tried, and students' own values.", HelpName = "FILE" };
        var isolation = new Option<bool>("--unsafe") { Description = "Run students' code without a sandbox. Every result says so." };
        GradingDesk Desk(ParseResult parsed) => new(
            terminal, Needed(parsed, homework), Needed(parsed, output), ClassSecret.Read(parsed.GetValue(secret)), parsed.GetValue(parallel) is > 0 and var many ? many : throw new UserError("--parallel must be 1 or more."),
            parsed.GetValue(isolation) ? Isolation.None : Isolation.Bubblewrap);

        var command = new Command("grade", "Grade homework that students handed in, each in a sandbox.")
        {
            submissions, homework, output, parallel, secret, isolation,
            Plan(submissions, homework, output, secret, Desk), Run(output, secret, parallel, isolation, terminal), Merge(output, terminal), Verify(homework, secret, isolation, terminal),
        };
        HelpExamples.Attach(command, HelpExamples.Of(
            "grade submissions/ --homework 01 --output graded", "grade canvas-download.zip --homework 01 --output graded --secret-file secret.txt",
            "grade plan submissions/ --homework 01 --output graded", "grade run --output graded --shard 1/4", "grade merge --output graded", "grade verify graded/results submissions/ --homework 01"));
        command.SetAction((parsed, cancellation) => Desk(parsed).GradeAsync(Some(parsed.GetValue(submissions)), cancellation));
        return command;
    }

    private static Command Plan(Argument<string[]> submissions, Option<string?> homework, Option<string?> output, Option<string?> secret, Func<ParseResult, GradingDesk> desk)
    {
        var command = new Command("plan", "Write down what is to be graded, for several machines to share.") { submissions, homework, output, secret };
        command.SetAction(parsed => desk(parsed).Plan(Some(parsed.GetValue(submissions))));
        return command;
    }

    private static Command Run(Option<string?> output, Option<string?> secret, Option<int> parallel, Option<bool> isolation, Terminal terminal)
    {
        var shard = new Option<string>("--shard") { Description = "Which share of how many.", HelpName = "I/N", DefaultValueFactory = _ => "1/1" };
        var results = new Option<string?>("--results") { Description = "Where this share's results go; the plan's folder if not named.", HelpName = "DIR" };
        var command = new Command("run", "Grade one share of a plan.") { output, shard, results, secret, parallel, isolation };
        command.SetAction((parsed, cancellation) => GradingShards.RunAsync(
            terminal, Needed(parsed, output), parsed.GetValue(shard)!, parsed.GetValue(results), ClassSecret.Read(parsed.GetValue(secret)), parsed.GetValue(parallel), parsed.GetValue(isolation) ? Isolation.None : Isolation.Bubblewrap, cancellation));
        return command;
    }

    private static Command Merge(Option<string?> output, Terminal terminal)
    {
        var shares = new Argument<string[]>("results") { Description = "Folders of results; the plan's own if none is named.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("merge", "Bring the results of all shares together, and say what is missing.") { shares, output };
        command.SetAction(parsed => GradingShards.Merge(terminal, Needed(parsed, output), parsed.GetValue(shares)!));
        return command;
    }

    private static Command Verify(Option<string?> homework, Option<string?> secret, Option<bool> isolation, Terminal terminal)
    {
        var results = new Argument<string>("results") { Description = "A result, or a folder of them." };
        var submissions = new Argument<string[]>("submissions") { Description = "Where what was handed in is looked for.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("verify", "Grade again by the receipts, and compare.") { results, submissions, homework, secret, isolation };
        command.SetAction((parsed, _) => GradingAppeal.RunAsync(terminal, parsed.GetValue(results)!, parsed.GetValue(submissions)!, Needed(parsed, homework), ClassSecret.Read(parsed.GetValue(secret)), parsed.GetValue(isolation)));
        return command;
    }

    private static string Needed(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? throw new UserError($"{option.Name} is missing. Add --help for examples.");

    private static string[] Some(string[]? submissions) => submissions is { Length: > 0 } ? submissions : throw new UserError("Name the submissions: notebooks, folders or zip archives.");
}
