using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CompNeuro.Cli;

/// <summary>Prints examples below a command's help.</summary>
internal sealed class HelpExamples(SynchronousCommandLineAction help, Command command, string examples) : SynchronousCommandLineAction
{
    private const string Program = "dotnet run -c Release --project src/CompNeuro.Cli --";

    internal static string Of(params ReadOnlySpan<string> arguments) =>
        string.Concat(arguments.ToArray().Select(line => $"  {Program} {line}\n"));

    /// <summary>Adds the examples to the help of this one command.</summary>
    internal static void Attach(Command command, string examples)
    {
        var option = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (option is null)
        {
            option = new HelpOption();
            command.Options.Add(option);
        }
        option.Action = new HelpExamples((SynchronousCommandLineAction)option.Action!, command, examples);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command == command)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:\n{examples}");
        }
        return code;
    }
}
