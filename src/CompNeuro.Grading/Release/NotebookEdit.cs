using System.Text;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Grading.Release;

/// <summary>A notebook made from another.</summary>
internal static class NotebookEdit
{
    /// <summary>With other sources, without the cells for which there is none, and without outputs.</summary>
    public static NotebookDocument WithSources(this NotebookDocument notebook, Func<NotebookCell, string?> source) => notebook.With(json =>
    {
        var cells = json["cells"]!.AsArray();
        foreach (var cell in notebook.Cells.Reverse())
        {
            if (source(cell) is not { } text)
            {
                cells.RemoveAt(cell.Number - 1);
                continue;
            }

            var copy = cells[cell.Number - 1]!;
            copy["source"] = MultilineText.Write(text);
            if (cell.Kind is CellKind.Code)
            {
                (copy["execution_count"], copy["outputs"]) = (null, new JsonArray());
            }
        }
    });

    /// <summary>With something that only this course reads, in the notebook's metadata.</summary>
    public static NotebookDocument WithMark(this NotebookDocument notebook, string key, string value) => notebook.With(json =>
    {
        var metadata = json["metadata"]!.AsObject();
        metadata[Ours] ??= new JsonObject();
        metadata[Ours]![key] = value;
    });

    /// <summary>Null for none.</summary>
    public static string? Mark(this NotebookDocument notebook, string key) =>
        JsonNode.Parse(notebook.ToJson())!["metadata"] is JsonObject metadata && metadata[Ours] is JsonObject ours && ours[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private const string Ours = "compneuro";

    /// <summary>With any change of its JSON.</summary>
    public static NotebookDocument With(this NotebookDocument notebook, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(notebook.ToJson())!.AsObject();
        change(json);
        return NotebookDocument.Parse(Encoding.UTF8.GetBytes(NotebookJson.Write(json)), notebook.Title ?? "The notebook");
    }
}
