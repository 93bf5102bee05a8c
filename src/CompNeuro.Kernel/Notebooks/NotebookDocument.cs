using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>
/// A Jupyter notebook, format 4.x. Whatever this class does not name is preserved, in its order; a notebook that nbformat wrote is
/// written back with the same bytes.
/// </summary>
public sealed class NotebookDocument
{
    /// <summary>Larger files are refused: a course notebook with every figure in it is a few megabytes.</summary>
    public const long MaximumBytes = 256L << 20;

    private readonly JsonObject _json;

    private NotebookDocument(JsonObject json, string name)
    {
        _json = json;
        Cells = ReadCells(json, name);
    }

    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The language that the notebook says it is in, or null: <c>C#</c>, <c>python</c>.</summary>
    public string? Language =>
        Text(_json["metadata"], "kernelspec", "language") ?? Text(_json["metadata"], "language_info", "name");

    /// <summary>The first heading, or null.</summary>
    public string? Title =>
        Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    /// <exception cref="InvalidNotebookException">The file cannot be read or is not a notebook of format 4.</exception>
    public static NotebookDocument Load(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes)
            {
                throw Bad(path, $"it is {length >> 20} MB large and at most {MaximumBytes >> 20} MB are read; clear its outputs in Jupyter");
            }
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            throw Bad(path, reason, exception);
        }
    }

    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InvalidNotebookException">The bytes are not a notebook of format 4.</exception>
    public static NotebookDocument Parse(ReadOnlySpan<byte> utf8, string name)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }
        JsonNode? root;
        try
        {
            root = NotebookJson.Parse(utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Bad(name, Explain(exception, utf8), exception);
        }
        if (root is not JsonObject json)
        {
            throw Bad(name, "it is JSON, but not a notebook (its outermost value is not an object)");
        }
        if (json["nbformat"] is not JsonValue number || !number.TryGetValue(out int format))
        {
            throw Bad(name, "it is JSON, but not a notebook (the key \"nbformat\" is missing or not a whole number)");
        }
        if (format != 4)
        {
            throw Bad(name, $"it is in notebook format {format} and format 4 is needed; open it in Jupyter and save it again");
        }
        return new NotebookDocument(json, name);
    }

    /// <summary>A copy with other sources, without the cells for which there is none, and without outputs.</summary>
    public NotebookDocument WithSources(Func<NotebookCell, string?> source)
    {
        var copy = (JsonObject)_json.DeepClone();
        var cells = copy["cells"]!.AsArray();
        foreach (var cell in Cells.Reverse())
        {
            if (source(cell) is not { } text)
            {
                cells.RemoveAt(cell.Number - 1);
                continue;
            }
            var other = cells[cell.Number - 1]!;
            other["source"] = MultilineText.Write(text);
            if (cell.Kind == CellKind.Code)
            {
                (other["execution_count"], other["outputs"]) = (null, new JsonArray());
            }
        }
        return new NotebookDocument(copy, Title ?? "The notebook");
    }

    /// <summary>The notebook in nbformat's own layout, ending with a line end.</summary>
    public string ToJson() => NotebookJson.Write(_json);

    /// <summary>Writes the file whole or not at all.</summary>
    public void Save(string path)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, ToJson());
        File.Move(temporary, path, overwrite: true);
    }

    private static List<NotebookCell> ReadCells(JsonObject json, string name)
    {
        if (json["cells"] is not JsonArray array)
        {
            throw Bad(name, "it has no list of cells (the key \"cells\")");
        }
        var cells = new List<NotebookCell>();
        foreach (var node in array)
        {
            var number = cells.Count + 1;
            var cell = node as JsonObject ?? throw Bad(name, $"cell {number} is not an object");
            var kind = Text(cell, "cell_type") switch
            {
                "code" => CellKind.Code,
                "markdown" => CellKind.Markdown,
                "raw" => CellKind.Raw,
                null => throw Bad(name, $"cell {number} has no \"cell_type\""),
                var other => throw Bad(name, $"cell {number} has the unknown cell_type \"{other}\""),
            };
            if (!MultilineText.TryRead(cell["source"], out var source))
            {
                throw Bad(name, $"the source of cell {number} is neither a string nor a list of strings");
            }
            cells.Add(new NotebookCell(cell, number, kind, source));
        }
        return cells;
    }

    private static string? Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }
        return node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
    }

    private static string Explain(Exception exception, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return "the file is empty";
        }
        if (utf8.StartsWith("<<<<<<< "u8) || utf8.IndexOf("\n<<<<<<< "u8) >= 0)
        {
            return "it contains an unresolved Git merge conflict (<<<<<<<); resolve it, or take the original back with git checkout";
        }
        var place = exception is JsonException { LineNumber: { } line } ? $" at line {line + 1}" : "";
        var reason = exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
        return $"it is not valid JSON{place}: {reason}";
    }

    private static InvalidNotebookException Bad(string name, string reason, Exception? inner = null) =>
        new($"{name} cannot be read as a notebook: {reason}.", inner);
}
