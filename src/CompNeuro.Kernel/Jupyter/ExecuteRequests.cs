using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>How a request to run a cell ended.</summary>
/// <param name="Remember">Adds the cell to the history, once the reply is on its way.</param>
internal sealed record ExecuteOutcome(bool Failed, Action<Utf8JsonWriter> Reply, Action Remember);

/// <summary>Runs cells, and publishes what they are and what they give.</summary>
internal sealed partial class ExecuteRequests(
    Task<IEngine> engine, OutputPublisher publisher, InputRequests input, ExecutionHistory history, CrashNote? crashNote)
{
    /// <summary>How many cells were run.</summary>
    public int Count { get; private set; }

    public ExecuteOutcome Run(JupyterMessage request)
    {
        var code = request.Text("code");
        var silent = request.Flag("silent", false);
        var store = request.Flag("store_history", true) && !silent && !string.IsNullOrWhiteSpace(code);
        var number = Count + 1;
        if (store)
        {
            Count = number;
        }

        ICellOutput output = silent ? SilentOutput.Instance : new CellOutput(publisher, input, request, request.Flag("allow_stdin", true));
        if (!silent)
        {
            publisher.Publish("execute_input", request, writer => WriteInput(writer, code, number));
            crashNote?.ShowOnce(output);
        }

        if (HelpRequest().Match(code) is { Success: true } help)
        {
            return Help(help.Groups["name"].Value, number, output);
        }

        crashNote?.Begin(number, code);
        var result = engine.GetAwaiter().GetResult().ExecuteAsync(code, $"cell {number}", output).GetAwaiter().GetResult();
        void Remember()
        {
            crashNote?.End();
            if (store)
            {
                history.Add(number, code, (result.Value?.Data.GetValueOrDefault("text/plain") as JsonValue)?.TryGetValue<string>(out var text) == true ? text : null);
            }
        }

        if (result.Status != CellStatus.Succeeded)
        {
            var error = result.Error ?? new CellError(result.Status == CellStatus.Interrupted ? "Interrupted" : "Error", "The cell was stopped.", []);
            if (!silent)
            {
                publisher.Publish("error", request, writer => Content.Error(writer, error));
            }

            return new(true, writer => Content.Error(writer, error, more => more.WriteNumber("execution_count", number)), Remember);
        }

        if (result.Value is { } value && !silent)
        {
            publisher.Publish("execute_result", request, writer => WriteResult(writer, value, number));
        }

        var expressions = Evaluate(request.Object("user_expressions"));
        return new(false, writer => WriteReply(writer, number, null, expressions), Remember);
    }

    /// <summary><c>?name</c>, <c>name?</c> or <c>name??</c> on a line of its own.</summary>
    [GeneratedRegex(@"\A\s*(?:\?+(?<name>[\p{L}_][\p{L}\p{N}_.]*)|(?<name>[\p{L}_][\p{L}\p{N}_.]*)\?{1,2})\s*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex HelpRequest();

    private ExecuteOutcome Help(string name, int number, ICellOutput output)
    {
        var found = engine.GetAwaiter().GetResult().InspectAsync(name, name.Length).GetAwaiter().GetResult();
        if (found is null)
        {
            output.Write(StreamName.StandardError, $"Nothing named {name} is known here.\n");
        }

        return new(false, writer => WriteReply(writer, number, found, []), () => { });
    }

    private List<(string Name, CellResult Result)> Evaluate(JsonObject expressions)
    {
        List<(string, CellResult)> results = [];
        foreach (var (name, expression) in expressions)
        {
            var code = (expression as JsonValue)?.TryGetValue<string>(out var text) == true ? text : "";
            results.Add((name, engine.GetAwaiter().GetResult().ExecuteAsync(code, $"user expression {name}", SilentOutput.Instance).GetAwaiter().GetResult()));
        }

        return results;
    }

    private static void WriteInput(Utf8JsonWriter writer, string code, int number)
    {
        writer.WriteStartObject();
        writer.WriteString("code", code);
        writer.WriteNumber("execution_count", number);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, MimeBundle value, int number)
    {
        writer.WriteStartObject();
        writer.WriteNumber("execution_count", number);
        Content.Bundle(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter writer, int number, Inspection? page, List<(string Name, CellResult Result)> expressions) =>
        Content.Ok(writer, more =>
        {
            more.WriteNumber("execution_count", number);
            more.WriteStartArray("payload");
            if (page is not null)
            {
                more.WriteStartObject();
                more.WriteString("source", "page");
                Content.Bundle(more, LanguageRequests.InspectionBundle(page));
                more.WriteNumber("start", 0);
                more.WriteEndObject();
            }

            more.WriteEndArray();
            more.WriteStartObject("user_expressions");
            foreach (var (name, result) in expressions)
            {
                more.WritePropertyName(name);
                WriteExpression(more, result);
            }

            more.WriteEndObject();
        });

    private static void WriteExpression(Utf8JsonWriter writer, CellResult result)
    {
        if (result.Error is { } error)
        {
            Content.Error(writer, error);
        }
        else
        {
            Content.Ok(writer, more => Content.Bundle(more, result.Value));
        }
    }
}
