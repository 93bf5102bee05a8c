using System.Diagnostics;

namespace CompNeuro.Kernel.Errors;

/// <summary>Describes an exception that escaped from a cell: where in which cell, and nothing of the engine that ran it.</summary>
/// <param name="sourceOf">The code of a cell or loaded file; null if there is none of that name.</param>
internal sealed class CellTraceback(Func<string, string?> sourceOf)
{
    private const int MostFrames = 30;

    public CellError Describe(Exception exception)
    {
        var main = exception is AggregateException { InnerExceptions: [var only] } ? only : exception;
        var frames = Frames(main);
        var origin = frames.FirstOrDefault(IsCell);
        var lines = new List<string>();
        Add(lines, main, frames, "");
        return new CellError(main.GetType().FullName!, Message(main), lines, origin?.GetFileName(), origin?.GetFileLineNumber());
    }

    private static string Message(Exception exception) => exception switch
    {
        InsufficientExecutionStackException => "A function called itself so often that the stack is full. Does its recursion ever end?",
        AggregateException several => $"{several.InnerExceptions.Count} tasks failed.",
        _ => ExceptionMessage.Of(exception),
    };

    private StackFrame[] Frames(Exception exception)
    {
        StackFrame[] frames = [.. new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(f => f.GetMethod() is { } method && !FrameName.IsPlumbing(method))];
        // What called the outermost code of the reader is not theirs.
        var outermost = Array.FindLastIndex(frames, IsCell);
        return outermost < 0 ? frames : frames[..(outermost + 1)];
    }

    private bool IsCell(StackFrame frame) => frame.GetFileName() is { } file && sourceOf(file) is not null;

    private void Add(List<string> lines, Exception exception, StackFrame[] calls, string indent)
    {
        lines.Add($"{indent}{exception.GetType().Name}: {Message(exception)}");
        var frames = calls.Select(f => Describe(f).ToList()).ToList();
        for (var i = 0; i < frames.Count; i++)
        {
            var repeated = frames.Skip(i + 1).TakeWhile(f => f.SequenceEqual(frames[i])).Count();
            lines.AddRange(frames[i].Select(line => indent + line));
            if (repeated > 0)
            {
                lines.Add($"{indent}  … and {repeated} times more");
                i += repeated;
            }
            else if (i == MostFrames && frames.Count > MostFrames + 1)
            {
                lines.Add($"{indent}  … and {frames.Count - i - 1} calls more");
                break;
            }
        }

        IEnumerable<Exception> causes = exception is AggregateException several ? several.Flatten().InnerExceptions
            : exception.InnerException is { } inner ? [inner]
            : [];
        foreach (var cause in causes)
        {
            lines.Add($"{indent}caused by");
            Add(lines, cause, Frames(cause), indent + "  ");
        }
    }

    private IEnumerable<string> Describe(StackFrame frame)
    {
        var name = FrameName.Of(frame.GetMethod()!);
        if (frame.GetFileName() is not { } file || sourceOf(file) is not { } source)
        {
            return [$"  in {name}"];
        }

        var number = frame.GetFileLineNumber();
        var line = source.Split('\n').ElementAtOrDefault(number - 1)?.Trim();
        return [$"  {Path.GetFileName(file)}, line {number}{(name.Length > 0 ? $", in {name}" : "")}", $"    {line}"];
    }
}
