using System.Text.Json;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>Requests about code that is not run: completion, inspection, completeness, history.</summary>
internal sealed class LanguageRequests(Task<IEngine> engine, ExecutionHistory history)
{
    private const int Indentation = 4;
    private volatile CancellationTokenSource? running;

    private IEngine Engine => engine.GetAwaiter().GetResult();

    /// <summary>Gives up the completion or inspection that runs, if any.</summary>
    public void Cancel() => running?.Cancel();

    public Action<Utf8JsonWriter> Answer(JupyterMessage request) => request.Type switch
    {
        "complete_request" => Complete(request),
        "inspect_request" => Inspect(request),
        "is_complete_request" => IsComplete(request.Text("code")),
        _ => History(request),
    };

    /// <summary>The indentation of the line after <paramref name="code"/>: that of its last line, one step more after an opening bracket.</summary>
    internal static string IndentAfter(string code)
    {
        var last = code.TrimEnd().Split('\n')[^1].TrimEnd();
        var indent = last.Length - last.TrimStart().Length;
        return new(' ', indent + (last is [.., '{' or '(' or '['] || last.EndsWith("=>", StringComparison.Ordinal) ? Indentation : 0));
    }

    private Action<Utf8JsonWriter> Complete(JupyterMessage request)
    {
        var code = request.Text("code");
        var position = CodePoints.ToUtf16(code, request.Number("cursor_pos", int.MaxValue));
        var completions = Await(cancellation => Engine.CompleteAsync(code, position, cancellation)) ?? new(position, position, []);
        var (start, end) = (CodePoints.FromUtf16(code, completions.Start), CodePoints.FromUtf16(code, completions.End));
        return writer => Content.Ok(writer, more =>
        {
            more.WriteStartArray("matches");
            foreach (var item in completions.Items)
            {
                more.WriteStringValue(item.Text);
            }

            more.WriteEndArray();
            more.WriteNumber("cursor_start", start);
            more.WriteNumber("cursor_end", end);
            more.WriteStartObject("metadata");
            more.WriteStartArray("_jupyter_types_experimental");
            foreach (var item in completions.Items)
            {
                more.WriteStartObject();
                more.WriteNumber("start", start);
                more.WriteNumber("end", end);
                more.WriteString("text", item.Text);
                more.WriteString("type", item.Kind.ToLowerInvariant());
                if (item.Documentation is { } documentation)
                {
                    more.WriteString("documentation", documentation);
                }

                more.WriteEndObject();
            }

            more.WriteEndArray();
            more.WriteEndObject();
        });
    }

    private Action<Utf8JsonWriter> Inspect(JupyterMessage request)
    {
        var code = request.Text("code");
        var position = CodePoints.ToUtf16(code, request.Number("cursor_pos", int.MaxValue));
        var found = Await(cancellation => Engine.InspectAsync(code, position, cancellation));
        return writer => Content.Ok(writer, more =>
        {
            more.WriteBoolean("found", found is not null);
            Content.Bundle(more, found is null ? null : InspectionBundle(found));
        });
    }

    internal static MimeBundle InspectionBundle(Inspection found) =>
        new(new Dictionary<string, System.Text.Json.Nodes.JsonNode> { ["text/plain"] = found.PlainText, ["text/markdown"] = found.Markdown });

    private Action<Utf8JsonWriter> IsComplete(string code)
    {
        var completeness = Engine.IsComplete(code);
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", completeness switch
            {
                Completeness.Complete => "complete",
                Completeness.Incomplete => "incomplete",
                _ => "invalid",
            });
            if (completeness == Completeness.Incomplete)
            {
                writer.WriteString("indent", IndentAfter(code));
            }

            writer.WriteEndObject();
        };
    }

    private Action<Utf8JsonWriter> History(JupyterMessage request)
    {
        int? Optional(string name) => request.Content[name] is null ? null : request.Number(name, 0);
        var entries = request.Text("hist_access_type") switch
        {
            "tail" => history.Tail(request.Number("n", 10)),
            "range" => history.Range(request.Number("session", 0), request.Number("start", 0), Optional("stop")),
            "search" => history.Search(request.Text("pattern", "*"), Optional("n"), request.Flag("unique", false)),
            var other => throw new InvalidDataException($"\"hist_access_type\" of this history_request is \"{other}\"; it should be tail, range or search."),
        };
        var withOutput = request.Flag("output", false);
        return writer => Content.Ok(writer, more => WriteHistory(more, entries, withOutput));
    }

    private static void WriteHistory(Utf8JsonWriter writer, IReadOnlyList<HistoryEntry> entries, bool withOutput)
    {
        writer.WriteStartArray("history");
        foreach (var entry in entries)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(entry.Session);
            writer.WriteNumberValue(entry.Line);
            if (withOutput)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(entry.Input);
                writer.WriteStringValue(entry.Output);
                writer.WriteEndArray();
            }
            else
            {
                writer.WriteStringValue(entry.Input);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private T? Await<T>(Func<CancellationToken, Task<T>> work)
        where T : class?
    {
        using var source = new CancellationTokenSource();
        running = source;
        try
        {
            return work(source.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            running = null;
        }
    }
}
